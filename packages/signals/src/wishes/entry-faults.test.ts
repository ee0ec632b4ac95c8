import { describe, expect, test } from 'vitest';
import type { Route } from '../route.ts';
import { testRoute, type World } from '../simulation/world.test.fixture.ts';
import { FIXED, ordersOf, refusals, toldOf, wishWorld } from './wish-world.test.fixture.ts';

async function send(world: World, body: object | string): Promise<void> {
  const at = new Date(world.clock.now()).toISOString();
  await world.post((typeof body === 'string' ? body : JSON.stringify(body)).replaceAll('<at>', at));
  await world.clock.advance(3_000);
}

const native = (action: string, fields: object = {}) => ({ symbol: 'BTCUSDT.P', firedAt: '<at>', action, ...fields });
const post = (action: string, fields: object = {}) => ({ ticker: 'BTCUSDT.P', time: '<at>', action, ...fields });
const threecommas = (action: string, fields: object = {}) => ({
  bot_uuid: 'b',
  timestamp: '<at>',
  trigger_price: '60000',
  tv_exchange: 'BINANCE',
  tv_instrument: 'BTCUSDT.P',
  action,
  ...fields,
});
const okx = (action: string, fields: object = {}) => ({
  instrument: 'BTCUSDT.P',
  timestamp: '<at>',
  action,
  ...fields,
});
const order = (side: string, fields = '') => `SYMBOL=BTCUSDT.P;FIREDAT=<at>;SIGNAL=${side};VOLUME=0.02;${fields}`;
const of = (mode: Route['mode'], dialect: Route['dialect'] = 'native'): Partial<Route> => ({
  mode,
  dialect,
  size: FIXED,
  overrides: ['protect'],
});

interface Case {
  readonly name: string;
  readonly route: Partial<Route>;
  readonly open: object | string;
  readonly body: object | string;
  readonly code: string;
}

const EXITS: readonly Omit<Case, 'code'>[] = [
  {
    name: 'a stop that is NaN',
    route: of('direction'),
    open: native('long', { stopLoss: '59000' }),
    body: native('flat', { stopLoss: 'NaN' }),
  },
  { name: 'a price', route: of('direction'), open: native('long'), body: native('flat', { price: 'NaN' }) },
  { name: 'a leverage', route: of('command'), open: native('long'), body: native('close_long', { leverage: '20x' }) },
  { name: 'a stop in points', route: of('direction'), open: native('long'), body: native('exit', { sl_points: 20 }) },
  {
    name: 'an order type',
    route: of('direction'),
    open: native('long'),
    body: native('exit', { orderType: '{{plot_3}}' }),
  },
  {
    name: 'a bar’s time',
    route: of('direction'),
    open: native('long'),
    body: native('flat', { barTime: '{{time}}' }),
  },
  {
    name: 'an interval and an order’s id',
    route: of('command'),
    open: native('long'),
    body: native('exit', { interval: '{{interval}}', orderId: '{{strategy.order.id}}' }),
  },
  {
    name: 'TradersPost’s stop',
    route: of('direction', 'traderspost'),
    open: post('buy'),
    body: post('exit', { stopLoss: { stopPrice: 'NaN' } }),
  },
  {
    name: 'its trailing stop, and its price',
    route: of('direction', 'traderspost'),
    open: post('buy'),
    body: post('exit', { price: 'NaN', stopLoss: { type: 'trailing_stop', trailPercent: '1' } }),
  },
  {
    name: '3Commas’ stop',
    route: of('direction', 'threecommas'),
    open: threecommas('enter_long'),
    body: threecommas('exit_long', { stop_loss: { enabled: true } }),
  },
  {
    name: 'its price and its lag',
    route: of('direction', 'threecommas'),
    open: threecommas('enter_long'),
    body: threecommas('exit_long', { trigger_price: 'NaN', max_lag: '5 min' }),
  },
  {
    name: 'OKX’s lag',
    route: of('direction', 'okx'),
    open: okx('ENTER_LONG'),
    body: okx('EXIT_LONG', { maxLag: '5 min' }),
  },
  {
    name: 'the price and the target of a market order that only reduces',
    route: of('order', 'kv'),
    open: order('BUY'),
    body: order('SELL', 'REDUCE_ONLY=true;PRICE=NaN;TAKE_PROFIT_PRICE=NaN'),
  },
  {
    name: 'the same in native names',
    route: of('order'),
    open: native('buy', { notional: '1200' }),
    body: native('sell', { notional: '1200', reduceOnly: 'true', price: 'NaN', stopLoss: 'NaN' }),
  },
];

test.each(EXITS)('an exit goes, and notes it: $name', async ({ route, open, body }) => {
  const world = await wishWorld(route);
  await send(world, open);
  expect(world.held()).toBe('0.02');
  await send(world, body);
  expect(world.held()).toBe('0');
  expect(await refusals(world)).toEqual([]);
  const notes = (await toldOf(world, 'signal.received')).at(-1)?.notes;
  expect(notes).toContain('That is for entries only, and this is none.');
});

const TURNS: readonly Case[] = [
  {
    name: 'a stop that is NaN',
    route: of('direction'),
    open: native('long', { stopLoss: '59000' }),
    body: native('short', { stopLoss: 'NaN' }),
    code: 'nan-value',
  },
  {
    name: 'a stop on the wrong side',
    route: of('direction'),
    open: native('long', { stopLoss: '59000' }),
    body: native('short', { price: '60000', stopLoss: '59000' }),
    code: 'conflicting-fields',
  },
  {
    name: 'a stop in points',
    route: of('direction'),
    open: native('long'),
    body: native('short', { sl_points: 20 }),
    code: 'ambiguous-unit',
  },
  {
    name: 'TradersPost’s trailing stop',
    route: of('direction', 'traderspost'),
    open: post('buy'),
    body: post('sell', { stopLoss: { type: 'trailing_stop', trailPercent: '1' } }),
    code: 'unsupported-order-type',
  },
  {
    name: 'its size by a risk that has no stop',
    route: of('direction', 'traderspost'),
    open: post('buy'),
    body: post('sell', { quantityType: 'risk_dollar_amount', quantity: '10' }),
    code: 'missing-size',
  },
  {
    name: '3Commas’ stop',
    route: of('direction', 'threecommas'),
    open: threecommas('enter_long'),
    body: threecommas('enter_short', { stop_loss: { enabled: true } }),
    code: 'unsupported-order-type',
  },
  {
    name: 'a target of an order',
    route: of('order', 'kv'),
    open: order('BUY'),
    body: order('SELL', 'TAKE_PROFIT_PRICE=NaN').replace('VOLUME=0.02', 'VOLUME=0.05'),
    code: 'nan-value',
  },
];

test.each(TURNS)('a turn with a fault in $name closes and does not open', async ({ route, open, body, code }) => {
  const world = await wishWorld(route);
  await send(world, open);
  await send(world, body);
  expect(ordersOf(world)).toHaveLength(2);
  expect(world.held()).toBe('0');
  expect(await refusals(world)).toEqual([code]);
});

describe('what is refused as before', () => {
  test.each<[string, Partial<Route>, object | string, string]>([
    ['an entry', of('direction'), native('long', { stopLoss: 'NaN' }), 'nan-value'],
    ['an addition', of('direction'), native('add', { stopLoss: 'NaN' }), 'nan-value'],
    ['an order’s own price', of('order', 'kv'), order('BUY', 'ORDER_TYPE=LIMIT;PRICE=NaN'), 'nan-value'],
    [
      'the same in native names',
      of('order'),
      native('buy', { notional: '1200', orderType: 'limit', price: 'NaN' }),
      'nan-value',
    ],
    [
      'an order’s type',
      of('order'),
      native('buy', { notional: '1200', orderType: '{{plot_3}}' }),
      'unresolved-placeholder',
    ],
    ['how much is closed', of('direction'), native('flat', { quantity: 'NaN' }), 'nan-value'],
  ])('%s', async (_name, route, body, code) => {
    const world = await wishWorld(route);
    await send(world, body);
    expect(ordersOf(world)).toEqual([]);
    expect(await refusals(world)).toEqual([code]);
  });
});

describe('in mode chain', () => {
  const step = (world: World, positions: readonly [string, string], fields: object) =>
    send(world, { ...JSON.parse(world.bodyOf(...positions)), ...fields });

  test.each([{ price: 'NaN' }, { leverage: '20x' }, { sl_points: 20 }])('a close goes with %j', async (fields) => {
    const world = await wishWorld({ ...testRoute(), mode: 'chain' });
    await step(world, ['0', '0.02'], {});
    await step(world, ['0.02', '0'], fields);
    expect(world.held()).toBe('0');
    expect(await refusals(world)).toEqual([]);
  });

  test.each([{ price: 'NaN' }, { leverage: '20x' }, { sl_points: 20 }])('a turn closes with %j', async (fields) => {
    const world = await wishWorld({ ...testRoute(), mode: 'chain' });
    await step(world, ['0', '0.02'], {});
    await step(world, ['0.02', '-0.02'], fields);
    expect(world.held()).toBe('0');
    expect(await refusals(world)).toHaveLength(1);
  });

  test('an opening is refused at the door', async () => {
    const world = await wishWorld({ ...testRoute(), mode: 'chain' });
    await step(world, ['0', '0.02'], { price: 'NaN' });
    expect(await refusals(world)).toEqual(['nan-value']);
  });
});
