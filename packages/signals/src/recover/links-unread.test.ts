import { expect, test } from 'vitest';
import { BrokerError } from '@perpdesk/broker-core';
import type { FakeBroker } from '@perpdesk/broker-core/testing';
import { standing, told } from '../protect/protect-world.test.fixture.ts';
import { createWorld, STOP, testRoute, type World } from '../simulation/world.test.fixture.ts';

/** After a gap the list of trades has one that says not whose it is, and orders cannot be looked up until the answer is called. */
async function unlinked(meanwhile: (world: World) => void): Promise<{ world: World; mend: () => void }> {
  const world = await createWorld({ routes: [testRoute({ stopLoss: STOP })] });
  await world.alert('0', '0.02');
  await world.clock.advance(5_000);
  world.exchange.delayMs = (what) => (what === 'event' ? null : 0);
  meanwhile(world);
  const { find } = world.exchange;
  world.exchange.find = () => {
    throw new BrokerError('overloaded', { message: 'Not now.', operation: 'findOrder' });
  };
  for (const fill of world.exchange.fills) Object.assign(fill, { clientOrderId: null });
  world.exchange.delayMs = () => 0;
  const at = world.clock.now();
  const broker = world.life.manager.get('one') as FakeBroker;
  broker.emit({ type: 'stream-gap', fromAt: at, reason: 'reconnected', venueAt: at, receivedAt: at });
  return { world, mend: () => void (world.exchange.find = find) };
}

test('while nobody can say whose a missed trade was, an exit goes, an entry waits, and that is told', async () => {
  const { world, mend } = await unlinked(({ exchange }) => exchange.tradeByHand('buy', '0.01'));
  await world.clock.advance(4_000);
  await world.alert('0.02', '0');
  await world.clock.advance(1_000);
  expect(world.held()).toBe('0.01');
  await world.alert('0', '0.03');
  await world.clock.advance(40_000);
  expect(world.held()).toBe('0.01');
  expect(await told(world, 'broker.disconnected')).toMatchObject([{ about: 'past' }]);
  mend();
  await world.clock.advance(20_000);
  expect(world.held()).toBe('0.04');
});

test('a stop that went meanwhile, too, comes again in 10 s', async () => {
  const { world } = await unlinked(({ exchange }) => {
    const [stop] = exchange.openOrders();
    if (stop !== undefined) exchange.cancel({ symbol: stop.symbol, clientOrderId: stop.clientOrderId });
    exchange.tradeByHand('buy', '0.01');
  });
  await world.clock.advance(10_000);
  expect([world.held(), standing(world)]).toEqual(['0.03', ['stop sell 0.02 at 59100']]);
});
