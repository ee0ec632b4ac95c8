import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BinanceVenue, createBinanceVenue } from '@perpdesk/binance-venue';
import { type BrokerErrorCode, decimal, type OrderRequest } from '@perpdesk/broker-core';
import type { BinanceBroker } from './binance-broker.ts';
import { createBinanceBroker } from './create-binance-broker.ts';
import { failureOf, id, resting, taking } from './venue-bench.test.fixture.ts';

let venue: BinanceVenue;
let broker: BinanceBroker;
const writes: string[] = [];

beforeAll(async () => {
  venue = await createBinanceVenue({ seed: 1 });
  broker = createBinanceBroker({
    id: 'bad',
    environment: 'demo',
    credentials: { apiKey: 'venue-key', secretKey: 'venue-secret' },
    endpoints: { rest: venue.url, stream: venue.wsUrl, wsApi: venue.wsUrl },
  });
  await broker.connect();
  venue.haltSymbol('SOLUSDT', true);
  // the halt is read with the next list
  await broker.close();
  await broker.connect();
  venue.faults.plan(({ transport, method, path }) => {
    const isRead = transport === 'stream' || (transport === 'rest' && method === 'GET');
    if (!isRead) writes.push(path);
    return null;
  });
});
afterAll(async () => {
  await broker.close();
  await venue.close();
});

const price = decimal('50000');
const stop = { type: 'stop-market', price: undefined, side: 'sell', triggerPrice: price };
const trailing = { type: 'trailing-stop-market', price: undefined, side: 'sell' };

const BAD: readonly (readonly [what: string, order: OrderRequest, code: BrokerErrorCode, message: RegExp])[] = [
  [
    'a quantity off the step',
    resting('a', { quantity: decimal('0.0125') }),
    'invalid-precision',
    /quantity 0\.0125 is no multiple of BTCUSDT's step 0\.001\. Nearest: 0\.012, 0\.013\./,
  ],
  [
    'a price off the tick',
    resting('a', { price: decimal('50000.05') }),
    'invalid-precision',
    /price 50000\.05 is no multiple of BTCUSDT's tick 0\.1\. Nearest: 50000, 50000\.1\./,
  ],
  [
    'a trigger off the tick',
    resting('a', { ...stop, triggerPrice: decimal('50000.05') }),
    'invalid-precision',
    /triggerPrice 50000\.05 .* Nearest: 50000, 50000\.1\./,
  ],
  [
    'too small a notional',
    resting('a', { quantity: decimal('0.001') }),
    'below-minimum',
    /quantity 0\.001 at 50000 is a notional of 50, below BTCUSDT's minimum 100 USDT\. Nearest: 0\.002\./,
  ],
  ['too large a quantity', resting('a', { quantity: decimal('100000') }), 'above-maximum', /maximum .* Or split it\./],
  ['a quantity of zero', taking('a', { quantity: decimal('0') }), 'invalid-request', /quantity 0 is not above zero/],
  [
    'a symbol in break',
    resting('a', { symbol: 'SOLUSDT', price: decimal('100') }),
    'instrument-not-trading',
    /SOLUSDT is halted\. Wait, or trade another instrument\./,
  ],
  [
    'an unknown symbol',
    resting('a', { symbol: 'BTCUSD' }),
    'unknown-symbol',
    /Did you mean BTCUSDC, BTCUSDT, LTCUSDT\?/,
  ],
  ['no symbol', resting('a', { symbol: undefined }), 'unknown-symbol', /Binance lists no perpetual/],
  [
    'the other mode’s side',
    resting('a', { positionSide: 'long' }),
    'position-mode-mismatch',
    /positionSide long does not exist in one-way mode\. Use net\./,
  ],
  [
    'a trailing stop with a trigger',
    resting('a', { ...trailing, callbackRate: decimal('1'), triggerPrice: price }),
    'invalid-request',
    /A trailing-stop-market order has no triggerPrice\. Leave it out; activationPrice says where it trails from\./,
  ],
  [
    'a trailing stop with too small a rate',
    resting('a', { ...trailing, callbackRate: decimal('0.05') }),
    'invalid-request',
    /callbackRate 0\.05 .* Nearest: 0\.1\./,
  ],
  ['a trailing stop without a rate', resting('a', trailing), 'invalid-request', /needs callbackRate/],
  ['a rate that is a JS number', resting('a', { ...trailing, callbackRate: 1 }), 'invalid-request', /is no Decimal/],
  [
    'an amount that is a JS number',
    resting('a', { quantity: 0.01 }),
    'invalid-request',
    /quantity 0\.01 is no Decimal/,
  ],
  [
    'closePosition with a quantity',
    resting('a', { ...stop, closePosition: true }),
    'invalid-request',
    /closePosition does not go with quantity/,
  ],
  ['closePosition of a limit order', resting('a', { closePosition: true }), 'invalid-request', /has no closePosition/],
  [
    'a date that is too near',
    resting('a', { timeInForce: 'gtd', goodTillAt: 1_790_000_000_000 }),
    'invalid-request',
    /not more than 600 s ahead of the exchange's time\. The soonest is \d+\./,
  ],
  ['a date without gtd', resting('a', { goodTillAt: 1_990_000_000_000 }), 'invalid-request', /does not go with/],
  ['post-only with fok', resting('a', { postOnly: true, timeInForce: 'fok' }), 'invalid-request', /postOnly/],
  ['a client id with a blank', resting('a', { clientOrderId: 'a b' }), 'invalid-request', /clientOrderId "a b"/],
  ['a type that is none', resting('a', { type: 'STOP' }), 'invalid-request', /type STOP is none of market, limit/],
  [
    'an option that is not known',
    resting('a', { binance: { priceMatch: 'OPPONENT' } }),
    'invalid-request',
    /binance\.priceMatch is not known\. There are selfTradePrevention, priceProtect\./,
  ],
  [
    'a word of Binance’s own',
    resting('a', { binance: { selfTradePrevention: 'EXPIRE_TAKER' } }),
    'invalid-request',
    /selfTradePrevention EXPIRE_TAKER is none of none, expire-taker/,
  ],
];

test.each(BAD)('%s is refused before it leaves', async (_, order, code, message) => {
  for (const place of [() => broker.placeOrder(order), () => broker.testOrder(order)]) {
    const failure = await failureOf(place());
    expect(failure).toMatchObject({ code, outcome: 'not-sent' });
    expect(failure.message).toMatch(message);
  }
  const [result] = await broker.placeOrders([order]);
  expect(result).toMatchObject({ ok: false, error: { code, outcome: 'not-sent' } });
  expect(writes).toEqual([]);
});

test('in hedge mode: reduceOnly, no side, and closing by the side that opens', async () => {
  await broker.setPositionMode('hedge');
  writes.length = 0;
  const long = { positionSide: 'long' };
  const orders = [
    resting('a', { ...long, reduceOnly: true }),
    resting('a'),
    resting('a', { ...long, ...stop, side: 'buy', quantity: undefined, closePosition: true }),
  ];
  const failures = await Promise.all(orders.map((order) => failureOf(broker.placeOrder(order))));
  expect(failures.map(({ code, outcome }) => [code, outcome])).toEqual([
    ['invalid-request', 'not-sent'],
    ['position-mode-mismatch', 'not-sent'],
    ['invalid-request', 'not-sent'],
  ]);
  expect(failures[2]?.message).toBe('closePosition by buy would add to the long side. Use the opposite side.');
  expect(writes).toEqual([]);
  await broker.setPositionMode('one-way');
  writes.length = 0;
});

test('a closing that makes no sense is refused before it leaves', async () => {
  const clientOrderId = id('close');
  const close = (options: object) => failureOf(broker.closePosition('BTCUSDT', { clientOrderId, ...options }));
  expect(await close({ fraction: decimal('1.5') })).toMatchObject({ code: 'invalid-request', outcome: 'not-sent' });
  expect(await close({ fraction: decimal('0.5'), quantity: decimal('1') })).toMatchObject({ code: 'invalid-request' });
  expect(await close({ positionSide: 'long' })).toMatchObject({ code: 'position-mode-mismatch', outcome: 'not-sent' });
  expect(await close({})).toMatchObject({ code: 'reduce-only-rejected', outcome: 'not-sent', clientOrderId });
  expect(writes).toEqual([]);
});

test('settings, validities and ids that cannot be are refused before they leave', async () => {
  const wrong = [
    broker.setLeverage('BTCUSDT', 1.5),
    broker.setLeverage('BTCUSDT', 0),
    broker.setDeadMansSwitch('BTCUSDT', -1),
    broker.adjustIsolatedMargin('BTCUSDT', 'net', decimal('0')),
    broker.placeOrder(resting('a'), { validity: { fromAt: 5, untilAt: 60_006 } }),
    broker.placeOrder(resting('a'), { validity: { fromAt: 5, untilAt: 5 } }),
    broker.cancelOrder({ symbol: 'BTCUSDT', venueOrderId: 'nonsense' as never }),
    broker.getOrder({ symbol: 'BTCUSDT', venueOrderId: 'algo-1 OR 1' as never }),
    broker.getPosition('BTCUSDT', 'short'),
  ];
  const failures = await Promise.all(wrong.map(failureOf));
  for (const { outcome } of failures) expect(outcome).toBe('not-sent');
  expect(failures.map(({ code }) => code)).toEqual([
    ...Array.from({ length: 8 }, () => 'invalid-request'),
    'position-mode-mismatch',
  ]);
  expect(writes).toEqual([]);
});
