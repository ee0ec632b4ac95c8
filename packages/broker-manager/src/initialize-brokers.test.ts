import { expect, test } from 'vitest';
import { BrokerError, createBrokerRegistry } from '@perpdesk/broker-core';
import { createFakeBroker, createFakeClock } from '@perpdesk/broker-core/testing';
import { createBrokerManager } from './create-broker-manager.ts';
import { initializeBrokers } from './initialize-brokers.ts';

const START = 1_800_000_000_000;

test('connects all that are switched on; each has its own report', async () => {
  const clock = createFakeClock(START);
  const manager = createBrokerManager({ clock });
  const registry = createBrokerRegistry();
  registry.registerBroker('fake', ({ id }) => {
    const broker = createFakeBroker({ id, clock });
    if (id === 'broken') {
      broker.script.on('connect', new BrokerError('account-restricted', { operation: 'connect', message: 'Bad key.' }));
    }
    if (id === 'main') {
      broker.script.on(
        'setLeverage',
        new BrokerError('invalid-request', { operation: 'setLeverage', message: 'Too much.' }),
      );
    }
    return broker;
  });
  const reports = await initializeBrokers(
    manager,
    registry,
    [
      { id: 'main', type: 'fake', accountSettings: { positionMode: 'hedge', leverage: 7, tradedSymbols: ['BTCUSDT'] } },
      { id: 'broken', type: 'fake' },
      { id: 'nowhere', type: 'other' },
      { id: 'off', type: 'fake', isEnabled: false },
      { id: 'plain', type: 'fake' },
    ],
    { clock },
  );
  expect(reports).toMatchObject([
    {
      brokerId: 'main',
      ok: true,
      settings: [
        { setting: 'positionMode', result: 'set' },
        { setting: 'BTCUSDT leverage', result: 'refused', detail: 'Too much.' },
      ],
    },
    { brokerId: 'broken', ok: false, error: { message: 'Bad key.' } },
    { brokerId: 'nowhere', ok: false, error: { code: 'invalid-request' } },
    { brokerId: 'plain', ok: true, settings: [] },
  ]);
  expect(manager.ids).toEqual(['main', 'broken', 'plain']);
  await manager.close();
});
