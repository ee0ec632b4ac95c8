import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { MARKET_ENTRY } from '../define-route.ts';
import type { Route, RouteDialect } from '../route.ts';
import type { World } from '../simulation/world.test.fixture.ts';
import { FIXED, ordersOf, refusals, resting, toldOf, wishWorld } from './wish-world.test.fixture.ts';

interface Case {
  readonly dialect: RouteDialect;
  readonly mode: Route['mode'];
  readonly route?: Partial<Route>;
  /** Bodies as they are sent, `<at>` for the time. */
  readonly bodies: readonly (object | string)[];
  readonly orders: readonly string[];
}

const SIGNAL = { type: 'signal', factor: decimal('1') } as const;
const post = (fields: object) => ({ ticker: 'BTCUSDT.P', time: '<at>', price: '60000', ...fields });
const threecommas = (fields: object) => ({
  bot_uuid: 'b',
  timestamp: '<at>',
  trigger_price: '60000',
  tv_exchange: 'BINANCE',
  tv_instrument: 'BTCUSDT.P',
  ...fields,
});
const okx = (fields: object) => ({ instrument: 'BTCUSDT.P', timestamp: '<at>', ...fields });
const native = (fields: object) => ({ symbol: 'BTCUSDT.P', firedAt: '<at>', ...fields });

const CASES: readonly Case[] = [
  {
    dialect: 'native',
    mode: 'direction',
    bodies: [
      native({ action: 'buy', quantity: '1', marketPosition: 'long', prevMarketPosition: 'flat' }),
      native({ action: 'sell', quantity: '0.5', marketPosition: 'long', prevMarketPosition: 'long' }),
      native({ action: 'sell', quantity: '1', marketPosition: 'flat', prevMarketPosition: 'long' }),
    ],
    orders: ['buy 0.02', 'sell 0.01 reduce-only', 'sell 0.01 reduce-only'],
  },
  {
    dialect: 'native',
    mode: 'command',
    bodies: [native({ action: 'open_short' }), native({ action: 'add' }), native({ action: 'close_short' })],
    orders: ['sell 0.02', 'sell 0.02', 'buy 0.04 reduce-only'],
  },
  {
    dialect: 'native',
    mode: 'order',
    route: { size: SIGNAL },
    bodies: [native({ action: 'buy', quantity: '0.02' }), native({ action: 'sell', quantity: '0.03' })],
    orders: ['buy 0.02', 'sell 0.02 reduce-only', 'sell 0.01'],
  },
  {
    dialect: 'tvcbot',
    mode: 'direction',
    bodies: [native({ action: 'long', amount: '', delay: '0' }), native({ action: 'flat', amount: '' })],
    orders: ['buy 0.02', 'sell 0.02 reduce-only'],
  },
  {
    dialect: 'threecommas',
    mode: 'direction',
    route: { overrides: ['size'] },
    bodies: [
      threecommas({ action: 'enter_long', order: { amount: '1200', currency_type: 'quote' } }),
      threecommas({ action: 'exit_long', order: { amount: '50', currency_type: 'position_percent' } }),
      threecommas({ action: 'enter_short', order: { amount: '6', currency_type: 'margin_percent' } }),
    ],
    orders: ['buy 0.02', 'sell 0.01 reduce-only', 'sell 0.01 reduce-only', 'sell 0.1'],
  },
  {
    dialect: 'okx',
    mode: 'direction',
    route: { overrides: ['size'] },
    bodies: [
      okx({ action: 'ENTER_LONG', investmentType: 'margin', amount: '120' }),
      okx({ action: 'EXIT_LONG', investmentType: 'percentage_position', amount: '25' }),
      okx({ action: 'sell', marketPosition: 'flat', prevMarketPosition: 'long' }),
    ],
    orders: ['buy 0.02', 'sell 0.005 reduce-only', 'sell 0.015 reduce-only'],
  },
  {
    dialect: 'traderspost',
    mode: 'command',
    route: { overrides: ['size'] },
    bodies: [
      post({ action: 'buy', sentiment: 'bullish', quantityType: 'dollar_amount', quantity: '1200' }),
      post({ action: 'add', quantityType: 'percent_of_position', quantity: '50' }),
      post({ action: 'exit', quantityType: 'percent_of_position', quantity: '50' }),
      post({ action: 'sell', sentiment: 'flat' }),
    ],
    orders: ['buy 0.02', 'buy 0.01', 'sell 0.015 reduce-only', 'sell 0.015 reduce-only'],
  },
  {
    dialect: 'kv',
    mode: 'order',
    bodies: [
      'SYMBOL=BTCUSDT.P;SIGNAL=BUY;VOLUME=0.02;ORDER_TYPE=LIMIT;PRICE=-600d;FIREDAT=<at>',
      'SYMBOL=BTCUSDT.P;SIGNAL=BUY;VOLUME=0.01;FIREDAT=<at>',
      'SYMBOL=BTCUSDT.P;SIGNAL=SELL;VOLUME=0.01;REDUCE_ONLY=true;FIREDAT=<at>',
    ],
    orders: ['buy 0.02 at 59400', 'buy 0.01', 'sell 0.01 reduce-only'],
  },
  {
    dialect: 'kv',
    mode: 'direction',
    bodies: ['symbol=BTCUSDT.P\naction=short\nfiredAt=<at>', 'symbol=BTCUSDT.P\naction=exit\nfiredAt=<at>'],
    orders: ['sell 0.02', 'buy 0.02 reduce-only'],
  },
];

async function send(world: World, body: object | string, passMs = 5_000): Promise<void> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await world.post(text.replaceAll('<at>', new Date(world.clock.now()).toISOString()));
  expect(answer).toMatchObject({ status: 200, result: 'accepted' });
  await world.clock.advance(passMs);
}

test.each(CASES.map((one) => [`${one.dialect}, mode ${one.mode}`, one] as const))(
  '%s: bytes become orders',
  async (_name, { dialect, mode, route, bodies, orders }) => {
    const world = await wishWorld({ size: FIXED, dialect, mode, ...route });
    for (const body of bodies) await send(world, body);
    expect(ordersOf(world)).toEqual(orders);
    expect(await world.owned()).toBe(world.held());
    expect(await refusals(world)).toEqual([]);
  },
);

describe('cancel', () => {
  const LIMIT = { ...MARKET_ENTRY, type: 'limit', offsetPercent: decimal('1') } as const;

  test('takes back orders with its tag, and leaves others', async () => {
    const world = await wishWorld({ size: FIXED, dialect: 'kv', mode: 'order' });
    const at = 'SYMBOL=BTCUSDT.P;SIGNAL=BUY;VOLUME=0.02;ORDER_TYPE=LIMIT;FIREDAT=<at>';
    await send(world, `${at};PRICE=-1%;TAG=a`);
    await send(world, `${at};PRICE=-2%;TAG=b`);
    expect(resting(world)).toHaveLength(2);
    const commands = world.routes.map((route) => ({ ...route, mode: 'command', dialect: 'native' }) as const);
    await world.restart({ routes: commands });
    await send(world, native({ action: 'cancel', tag: 'a' }));
    expect(resting(world)).toHaveLength(1);
    expect(ordersOf(world)).toEqual(['buy 0.02 at 59400', 'buy 0.02 at 58800']);
    await send(world, native({ action: 'cancel' }));
    expect(resting(world)).toEqual([]);
    expect((await toldOf(world, 'order.canceled')).length).toBe(2);
  });

  test('of an exit is no reason to stay in, where directions are expected, and what rests goes with it', async () => {
    const world = await wishWorld({ size: FIXED, dialect: 'traderspost', entry: LIMIT });
    await send(world, post({ action: 'buy' }));
    const [first = ''] = resting(world);
    world.exchange.fillLimit(first, '0.005');
    await world.clock.advance(1_000);
    await send(world, post({ action: 'exit', cancel: true }));
    expect([world.held(), resting(world), await refusals(world)]).toEqual(['0', [], []]);
  });

  test('of an alert comes before what else it asks for', async () => {
    const world = await wishWorld({ size: FIXED, dialect: 'traderspost', mode: 'command', entry: LIMIT });
    await send(world, post({ action: 'buy' }));
    const [first = ''] = resting(world);
    world.exchange.fillLimit(first, '0.005');
    await world.clock.advance(1_000);
    await send(world, post({ action: 'exit', cancel: 'true' }));
    expect(resting(world)).toEqual([]);
    expect(world.held()).toBe('0');
    await send(world, post({ action: 'sell', cancel: 'true' }));
    await send(world, post({ action: 'sell', cancel: 'true' }));
    expect(ordersOf(world)).toEqual([
      'buy 0.02 at 59400',
      'sell 0.005 reduce-only',
      'sell 0.02 at 60600',
      'sell 0.02 at 60600',
    ]);
    expect(resting(world)).toHaveLength(1);
    expect(await world.owned()).toBe('0');
  });
});
