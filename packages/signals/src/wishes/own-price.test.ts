import { expect, test } from 'vitest';
import type { Route } from '../route.ts';
import type { World } from '../simulation/world.test.fixture.ts';
import { FIXED, ordersOf, refusals, toldOf, wishWorld } from './wish-world.test.fixture.ts';

async function send(world: World, fields: object): Promise<void> {
  const at = new Date(world.clock.now()).toISOString();
  await world.post(JSON.stringify(fields).replaceAll('<at>', at));
  await world.clock.advance(3_000);
}

const threecommas = (fields: object) => ({
  bot_uuid: 'b',
  timestamp: '<at>',
  trigger_price: '60000',
  tv_exchange: 'BINANCE',
  tv_instrument: 'BTCUSDT.P',
  action: 'enter_long',
  ...fields,
});
const post = (fields: object) => ({ ticker: 'BTCUSDT.P', time: '<at>', price: '60000', action: 'buy', ...fields });

const RESTING: readonly (readonly [string, Route['dialect'], object, string])[] = [
  ['TradersPost’s limitPrice', 'traderspost', post({ orderType: 'limit', limitPrice: '59400' }), 'buy 0.02 at 59400'],
  ['its price, where there is no other', 'traderspost', post({ orderType: 'limit' }), 'buy 0.02 at 60000'],
  [
    '3Commas’ price of the order',
    'threecommas',
    threecommas({ order: { order_type: 'limit', price: '59400' } }),
    'buy 0.02 at 59400',
  ],
  [
    'its trigger price, where there is no other',
    'threecommas',
    threecommas({ order: { order_type: 'limit' } }),
    'buy 0.02 at 60000',
  ],
];

test.each(RESTING)('a limit entry rests at %s', async (_name, dialect, body, order) => {
  const world = await wishWorld({ size: FIXED, dialect, overrides: ['type'] });
  await send(world, body);
  expect(ordersOf(world)).toEqual([order]);
  expect((await toldOf(world, 'signal.received')).map(({ notes }) => notes)).toEqual([[]]);
});

test('what is bought at the market is compared with the price that fired the alert', async () => {
  const world = await wishWorld({ size: FIXED, dialect: 'threecommas' });
  await send(world, threecommas({ order: { order_type: 'market', price: '1' } }));
  const [received] = await toldOf(world, 'signal.received');
  expect(received?.price).toBe('60000');
});

test('an offset of OKX’s for limit orders is noted as not read, and refuses nothing', async () => {
  const world = await wishWorld({ size: FIXED, dialect: 'okx' });
  const okx = (action: string, fields: object) => ({ action, instrument: 'BTCUSDT.P', timestamp: '<at>', ...fields });
  const limit = { signalToken: 'okx-token', orderType: 'limit', orderPriceOffset: '0.1' };
  await send(world, okx('ENTER_LONG', { signalToken: 'okx-token' }));
  await send(world, okx('EXIT_LONG', limit));
  expect(ordersOf(world)).toEqual(['buy 0.02', 'sell 0.02 reduce-only']);
  expect(await refusals(world)).toEqual([]);
  expect((await toldOf(world, 'signal.received')).at(-1)?.notes).toContain('Not read: orderPriceOffset.');
});
