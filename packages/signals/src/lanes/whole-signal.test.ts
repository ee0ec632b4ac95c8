import { expect, test } from 'vitest';
import { BrokerError } from '@perpdesk/broker-core';
import type { FakeBroker } from '@perpdesk/broker-core/testing';
import { createWorld, testRoute } from '../simulation/world.test.fixture.ts';

test('a turn that takes the place of an entry that was not sent is not done before its own entry is', async () => {
  const world = await createWorld({ routes: [testRoute()] });
  await world.alert('0', '1');
  await world.clock.advance(5_000);
  // what was missed cannot be read: exits go on, entries wait
  const broker = world.life.manager.get('one') as FakeBroker;
  broker.script.always('getFills', () => {
    throw new BrokerError('overloaded', { message: 'Not now.', operation: 'getFills' });
  });
  const at = world.clock.now();
  broker.emit({ type: 'stream-gap', fromAt: at, reason: 'reconnected', venueAt: at, receivedAt: at });
  await world.clock.advance(5_000);
  await world.alert('1', '0');
  await world.clock.advance(1_000);
  await world.alert('0', '1');
  await world.clock.advance(1_000);
  await world.alert('1', '-2');
  await world.clock.advance(1_000);
  const states = async () => (await world.journal.listSignals({})).map(({ state }) => state);
  expect(await states()).toEqual(['done', 'done', 'done', 'planned']);
  await world.restart();
  await world.clock.advance(20_000);
  expect([world.held(), await states()]).toEqual(['-2', ['done', 'done', 'done', 'done']]);
});
