import { expect, test } from 'vitest';
import type { World } from '../simulation/world.test.fixture.ts';
import { protectedWorld, standing, told } from './protect-world.test.fixture.ts';

const SIDES = [
  ['net', false],
  ['long', true],
] as const;

/** What the exchange was asked to place while nothing was held. */
function placedFlat(world: World): readonly string[] {
  const placed: string[] = [];
  const place = world.exchange.place;
  world.exchange.place = (request, validUntil) => {
    if (world.held() === '0' && request.type !== 'market') placed.push(request.type);
    return place(request, validUntil);
  };
  return placed;
}

function marketsAfter(world: World, count: number) {
  return world.exchange.orders
    .filter(({ type, clientOrderId }) => type === 'market' && !clientOrderId.includes('-panic-'))
    .slice(count);
}

async function enter(isHedge: boolean) {
  const world = await protectedWorld({}, { isHedge });
  await world.clock.advance(2_000);
  await world.alert('0', '0.03');
  await world.clock.advance(3_000);
  expect(standing(world)).toContain('stop sell 59100');
  world.exchange.faultFor = ({ type }) => (type === 'stop-market' && world.held() === '0' ? 'rejected' : 'none');
  return world;
}

test.each(SIDES)('a position closed by hand (%s) gets no new stop, no alarm and no exit', async (side, isHedge) => {
  const world = await enter(isHedge);
  const placed = placedFlat(world);
  world.exchange.tradeByHand('sell', '0.03', side);
  await world.clock.advance(60_000);
  expect(placed).toEqual([]);
  expect(await told(world, 'stop.failed')).toEqual([]);
  expect(marketsAfter(world, 2)).toEqual([]);
  expect([await world.owned(), standing(world)]).toEqual(['0', []]);
});

test.each(SIDES)('what a person opens at once after it (%s) is not sold', async (side, isHedge) => {
  const world = await enter(isHedge);
  world.exchange.tradeByHand('sell', '0.03', side);
  await world.clock.advance(100);
  world.exchange.tradeByHand('buy', '0.05', side);
  await world.clock.advance(60_000);
  expect(world.exchange.positions().map(({ quantity }) => quantity.toFixed())).toEqual(['0.05']);
  expect(await told(world, 'stop.failed')).toEqual([]);
});

test.each(SIDES)('one that /panic flattens (%s) gets no new stop and no alarm', async (_side, isHedge) => {
  const world = await enter(isHedge);
  const placed = placedFlat(world);
  const panic = world.life.engine.panic({ actor: 'a person', relay: ['desk'] });
  await world.clock.advance(60_000);
  expect(await panic).toMatchObject({ flat: true });
  expect(placed).toEqual([]);
  expect(await told(world, 'stop.failed')).toEqual([]);
  expect([await world.owned(), standing(world), marketsAfter(world, 1)]).toEqual(['0', [], []]);
});

test('a stop that a person cancels comes again', async () => {
  const world = await enter(false);
  const stop = world.exchange.openOrders().find(({ type }) => type === 'stop-market');
  if (stop === undefined) throw new Error('no stop stands');
  world.exchange.cancel({ symbol: stop.symbol, clientOrderId: stop.clientOrderId });
  await world.clock.advance(2_000);
  expect(standing(world)).toContain('stop sell 59100');
  expect(world.held()).toBe('0.03');
});

test.each(SIDES)('a fill that is heard of after others closed its side (%s) gets no stop', async (side, isHedge) => {
  const world = await protectedWorld({}, { isHedge });
  await world.clock.advance(2_000);
  const placed = placedFlat(world);
  world.exchange.fillsAtOnce = false;
  await world.alert('0', '0.03');
  await world.clock.advance(100);
  world.exchange.delayMs = (what) => (what === 'event' ? null : 0);
  world.exchange.fillOpen();
  await world.clock.advance(10);
  world.exchange.tradeByHand('sell', '0.03', side);
  world.exchange.delayMs = () => 0;
  const at = { venueAt: world.clock.now(), receivedAt: world.clock.now() };
  world.exchange.tell({ type: 'position-updated', symbol: 'BTCUSDT', positionSide: side, position: null, ...at });
  await world.clock.advance(30_000);
  expect([await world.owned(), placed, marketsAfter(world, 2)]).toEqual(['0', [], []]);
});
