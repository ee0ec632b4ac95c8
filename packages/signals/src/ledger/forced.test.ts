import { expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { createWorld, settle, type World } from '../simulation/world.test.fixture.ts';
import type { TradeCommand } from '../trade-command.ts';

/** The exchange itself takes that much of the long, and says why. */
async function takeAway(world: World, quantity: string, cause: 'liquidation' | 'adl'): Promise<void> {
  const { exchange, clock } = world;
  const before = exchange.delayMs;
  exchange.delayMs = (what) => (what === 'event' ? null : 0);
  exchange.tradeByHand('sell', quantity);
  exchange.delayMs = before;
  const fill = exchange.fills.at(-1);
  if (fill === undefined) throw new Error('Nothing was traded.');
  const stamp = { venueAt: clock.now(), receivedAt: clock.now() };
  exchange.tell({ type: 'fill-received', fill, cause, ...stamp });
  const position = exchange.positions().find((it) => !it.quantity.isZero()) ?? null;
  exchange.tell({ type: 'position-updated', symbol: 'BTCUSDT', positionSide: 'net', position, ...stamp });
  await clock.advance(2_000);
}

async function opened(): Promise<World> {
  const world = await createWorld();
  await world.alert('0', '0.03');
  await world.clock.advance(1_000);
  return world;
}

const entries = ({ exchange }: World) => exchange.orders.filter(({ type }) => type === 'market').length;

test.each(['liquidation', 'adl'] as const)(
  'a position that a %s takes away is told as that, and not bought back',
  async (cause) => {
    const world = await opened();
    await takeAway(world, '0.03', cause);
    expect(await world.owned()).toBe('0');
    expect(await world.notices()).toContainEqual(expect.objectContaining({ type: 'position.closed', cause }));
    expect(world.exchange.openOrders()).toEqual([]);
    await world.alert('0.03', '0.04');
    await world.clock.advance(60_000);
    expect([world.held(), entries(world)]).toEqual(['0', 1]);
  },
);

test('what deleveraging leaves of a position keeps its stop, and is closed by its strategy', async () => {
  const world = await opened();
  await takeAway(world, '0.01', 'adl');
  expect([await world.owned(), world.held()]).toEqual(['0.02', '0.02']);
  expect(world.exchange.openOrders()).toHaveLength(1);
  await world.alert('0.03', '0');
  await world.clock.advance(2_000);
  expect([world.held(), entries(world)]).toEqual(['0', 2]);
  expect(world.exchange.openOrders()).toEqual([]);
});

test('a person’s position on a desk whose routes relay to nobody: its owners hear that it is gone', async () => {
  const world = await createWorld({ routes: [], ownerTargets: () => ['owner'] });
  const command: TradeCommand = {
    type: 'open',
    id: 'a',
    actor: 'user:111',
    brokerId: 'one',
    symbol: 'BTCUSDT',
    confirmedAt: world.clock.now(),
    relay: ['desk'],
    direction: 'long',
    quantity: decimal('0.03'),
  };
  await settle(world.clock, world.life.engine.trade(command));
  await world.clock.advance(1_000);
  await takeAway(world, '0.03', 'liquidation');
  const rows = await world.journal.listOutbox({ target: 'owner' });
  expect(rows.map(({ type }) => type)).toContain('position.closed');
});
