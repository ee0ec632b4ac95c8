import { expect, test } from 'vitest';
import { BrokerError, type Clock } from '@perpdesk/broker-core';
import { createFakeBroker, createFakeClock } from '@perpdesk/broker-core/testing';
import { createBrokerManager } from './create-broker-manager.ts';

/** How long twenty accounts that fail at once wait before they try again, ms. */
async function delays(clock?: Clock): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  const note = (_text: string, { delayMs }: Readonly<Record<string, unknown>> = {}) => void found.push(delayMs);
  const manager = createBrokerManager({
    ...(clock === undefined ? {} : { clock }),
    logger: { debug: () => {}, info: () => {}, warn: note, error: () => {} },
    reconnect: { firstDelayMs: 10_000 },
  });
  for (let index = 0; index < 20; index += 1) {
    const broker = createFakeBroker({ id: `account-${index}` });
    broker.script.on('connect', new BrokerError('network', { operation: 'connect', message: 'Down.' }));
    manager.add(broker);
  }
  await manager.connectAll();
  await manager.close();
  return found;
}

test('accounts that fail at once do not come back at once', async () => {
  const spread = await delays();
  expect(spread).toHaveLength(20);
  expect(new Set(spread).size).toBeGreaterThan(10);
  for (const delay of spread) expect(delay).toBeGreaterThanOrEqual(5_000);
});

test('with a clock of one’s own nothing is left to chance', async () => {
  expect(new Set(await delays(createFakeClock(0)))).toEqual(new Set([10_000]));
});
