import { expect, test } from 'vitest';
import type { RouteDialect } from '../route.ts';
import { FIXED, ordersOf, toldOf, wishWorld } from '../wishes/wish-world.test.fixture.ts';

type Case = readonly [RouteDialect, 'direction' | 'order', (at: string) => string];

const lines = (fields: object) =>
  Object.entries(fields)
    .map(([name, value]) => `${name}=${value}`)
    .join('\n');
const json = (fields: object) => JSON.stringify({ ...fields, test: true });
const named = (at: string) => ({ symbol: 'BTCUSDT.P', firedAt: at });
const CASES: readonly Case[] = [
  ['native', 'direction', (at) => json({ ...named(at), action: 'long' })],
  ['tvcbot', 'direction', (at) => json({ ...named(at), action: 'long', amount: '' })],
  ['okx', 'direction', (at) => json({ instrument: 'BTCUSDT.P', timestamp: at, action: 'ENTER_LONG' })],
  [
    'threecommas',
    'direction',
    (at) =>
      json({ bot_uuid: 'b', timestamp: at, tv_exchange: 'BINANCE', tv_instrument: 'BTCUSDT.P', action: 'enter_long' }),
  ],
  ['traderspost', 'direction', (at) => json({ ticker: 'BTCUSDT.P', time: at, action: 'buy' })],
  ['kv', 'direction', (at) => lines({ ...named(at), action: 'long', test: 'true' })],
  ['kv', 'order', (at) => lines({ ...named(at), action: 'buy', quantity: '0.02', test: 'true' })],
  ['kv', 'order', (at) => lines({ ...named(at), action: 'buy', quantity: '0.02', is_test: 'true' })],
];

test.each(CASES)('an alert of %s, mode %s, that says test sends no order: %#', async (dialect, mode, bodyOf) => {
  const world = await wishWorld({ dialect, mode, size: FIXED });
  expect(await world.post(bodyOf(new Date(world.clock.now()).toISOString()))).toMatchObject({ status: 200 });
  await world.clock.advance(3_000);
  expect(ordersOf(world)).toEqual([]);
  expect(await toldOf(world, 'signal.dry')).toHaveLength(1);
});
