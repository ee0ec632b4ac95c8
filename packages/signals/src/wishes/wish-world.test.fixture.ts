import { decimal, isOpenOrder, type PositionMode } from '@perpdesk/broker-core';
import type { AlertAnswer } from '../engine.ts';
import type { Notice } from '../notice.ts';
import type { Route } from '../route.ts';
import { createWorld, testRoute, type World } from '../simulation/world.test.fixture.ts';

/** A desk with one route of the given kind, its prices read. */
export async function wishWorld(
  route: Partial<Route> = {},
  options: Parameters<typeof createWorld>[0] & { readonly positionMode?: PositionMode } = {},
): Promise<World> {
  const { positionMode = 'one-way', ...rest } = options;
  const world = await createWorld({ routes: [testRoute({ mode: 'direction', ...route })], ...rest });
  world.exchange.mode = positionMode;
  if (positionMode === 'hedge') await world.restart();
  await world.clock.advance(2_000);
  return world;
}

/** Posts an alert of native fields, fired now unless they say otherwise, and lets so much time pass. */
export async function ask(world: World, fields: object, passMs = 3_000): Promise<AlertAnswer> {
  const firedAt = new Date(world.clock.now()).toISOString();
  const answer = await world.post(JSON.stringify({ symbol: 'BTCUSDT.P', strategy: 'btc', firedAt, ...fields }));
  await world.clock.advance(passMs);
  return answer;
}

/** `buy 0.02 long`, those of stops left out; limits with their price. */
export function ordersOf(world: World): readonly string[] {
  return world.exchange.orders
    .filter(({ type }) => type !== 'stop-market')
    .map(({ side, quantity, positionSide, price, type, reduceOnly }) =>
      [
        side,
        quantity?.toFixed(),
        ...(positionSide === 'net' ? [] : [positionSide]),
        ...(type === 'limit' ? [`at ${price?.toFixed()}`] : []),
        ...(reduceOnly ? ['reduce-only'] : []),
      ].join(' '),
    );
}

/** Resting limit orders, by their ids. */
export function resting(world: World): readonly string[] {
  return world.exchange.orders
    .filter((order) => order.type === 'limit' && isOpenOrder(order))
    .map(({ clientOrderId }) => clientOrderId);
}

export async function refusals(world: World): Promise<readonly string[]> {
  return (await world.notices()).flatMap((notice) => (notice.type === 'signal.rejected' ? [notice.code] : []));
}

export async function toldOf<T extends Notice['type']>(
  world: World,
  type: T,
): Promise<readonly Extract<Notice, { readonly type: T }>[]> {
  const isOf = (notice: Notice): notice is Extract<Notice, { readonly type: T }> => notice.type === type;
  return (await world.notices()).filter(isOf);
}

/** A route's size that trades so much at each opening. */
export const FIXED = { type: 'quantity', quantity: decimal('0.02') } as const;
