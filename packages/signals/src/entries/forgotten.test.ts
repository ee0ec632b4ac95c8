import { expect, test } from 'vitest';
import { decimal, isOpenOrder, type Order } from '@perpdesk/broker-core';
import { MARKET_ENTRY } from '../define-route.ts';
import type { EntryPolicy } from '../route.ts';
import { createWorld, STOP, testRoute, type World } from '../simulation/world.test.fixture.ts';

const DAYS_MS = 4 * 86_400_000;
const LIMIT = { ...MARKET_ENTRY, type: 'limit', offsetPercent: decimal('1'), expiryMs: 600_000 } as const;

const open = (world: World, type: Order['type'] = 'limit'): readonly Order[] =>
  world.exchange.orders.filter((order) => order.type === type && isOpenOrder(order));

/** While the desk is off, somebody cancels what is open; it is on again when the exchange has forgotten the order. */
async function forget(world: World, type: Order['type'] = 'limit'): Promise<void> {
  world.life.kill();
  const [order] = open(world, type);
  if (order === undefined) throw new Error('Nothing rests.');
  const { clientOrderId, symbol, venueOrderId } = order;
  world.exchange.cancel({ symbol, venueOrderId });
  const { find } = world.exchange;
  world.exchange.find = (reference) =>
    reference.clientOrderId === clientOrderId || reference.venueOrderId === venueOrderId
      ? { order: null, serverAt: world.clock.now() }
      : find(reference);
  await world.clock.advance(DAYS_MS);
  await world.restart();
  await world.clock.advance(20_000);
}

async function worldWith(entry: EntryPolicy): Promise<World> {
  const world = await createWorld({ routes: [testRoute({ entry, stopLoss: STOP })] });
  await world.clock.advance(6_000);
  await world.alert('0', '0.02');
  await world.clock.advance(1_000);
  return world;
}

const ends = async (world: World) =>
  (await world.journal.listIntents({ brokerId: 'one' })).flatMap(({ kind, state, code }) =>
    kind === 'increase' ? [[state, code]] : [],
  );

test.each<[string, EntryPolicy]>([
  ['a limit order', LIMIT],
  ['one with the market as fallback', { ...LIMIT, fallback: 'market' }],
  ['one of a chase', { ...LIMIT, type: 'chase' }],
])('%s that the exchange has forgotten ends, is told, and is in nobody’s way', async (_name, entry) => {
  const world = await worldWith(entry);
  await forget(world);
  expect(await ends(world)).toEqual([['canceled', 'gone']]);
  const told = (await world.notices()).filter(({ type }) => type === 'order.canceled' || type === 'signal.rejected');
  expect(told).toMatchObject([{ type: 'order.canceled', detail: 'The exchange does not know it.' }]);
  await world.alert('0.02', '0');
  await world.clock.advance(5_000);
  await world.alert('0', '0.02');
  await world.clock.advance(1_000);
  expect(open(world).map(({ quantity }) => quantity?.toFixed())).toEqual(['0.02']);
});

test('what it had filled stays, behind its stop, and closes', async () => {
  const world = await worldWith(LIMIT);
  world.exchange.fillLimit(open(world)[0]?.clientOrderId ?? '', '0.005');
  await world.clock.advance(1_000);
  await forget(world);
  expect(await ends(world)).toEqual([['canceled', 'gone']]);
  expect([world.held(), await world.owned()]).toEqual(['0.005', '0.005']);
  await world.alert('0.02', '0');
  await world.clock.advance(5_000);
  expect([world.held(), await world.owned()]).toEqual(['0', '0']);
});

test('one that a single look does not find rests on', async () => {
  const world = await worldWith(LIMIT);
  await world.clock.advance(20_000);
  const { find } = world.exchange;
  let misses = 0;
  world.exchange.find = (reference) => {
    misses += 1;
    return misses === 1 ? { order: null, serverAt: world.clock.now() } : find(reference);
  };
  await world.clock.advance(60_000);
  expect(misses).toBeGreaterThan(1);
  expect(await ends(world)).toEqual([['accepted', null]]);
});

test.each([
  ['unfilled', null],
  ['with a part', '0.005'],
])('an exit’s order that ended %s while the desk was off, and is forgotten, goes again', async (_name, part) => {
  const world = await worldWith(MARKET_ENTRY);
  world.exchange.fillsAtOnce = false;
  await world.alert('0.02', '0');
  await world.clock.advance(100);
  const [exit] = open(world, 'market');
  if (part !== null) world.exchange.fillLimit(exit?.clientOrderId ?? '', part);
  world.exchange.fillsAtOnce = true;
  await forget(world, 'market');
  expect([world.held(), await world.owned()]).toEqual(['0', '0']);
  expect(world.exchange.openOrders()).toEqual([]);
});
