import { describe, expect, test } from 'vitest';
import { decimal, type Decimal } from './decimal.ts';
import { toClientOrderId } from './ids.ts';
import type { LimitOrderRequest, OrderRequest } from './order-request.ts';
import type { PositionMode } from './position.ts';
import { fakeInstrument } from './testing/index.ts';
import { validateOrder } from './validate-order.ts';

const instrument = fakeInstrument();
const base = {
  symbol: 'BTCUSDT',
  side: 'buy',
  positionSide: 'net',
  clientOrderId: toClientOrderId('a'),
} as const;
const market = { ...base, type: 'market', quantity: decimal('0.01') } as const;
const limit = { ...base, type: 'limit', quantity: decimal('0.01'), price: decimal('60000') } as const;
const stop = {
  ...base,
  side: 'sell',
  type: 'stop-market',
  triggerPrice: decimal('59000'),
  closePosition: true,
} as const;

const issues = (request: OrderRequest, positionMode: PositionMode = 'one-way', referencePrice = decimal('60000')) =>
  validateOrder(request, instrument, { positionMode, referencePrice });
const codes = (...args: Parameters<typeof issues>) => issues(...args).map((issue) => issue.code);

describe('orders with nothing against them', () => {
  test.each<[string, OrderRequest, PositionMode]>([
    ['market', market, 'one-way'],
    ['limit', limit, 'one-way'],
    ['post-only limit', { ...limit, postOnly: true }, 'one-way'],
    ['good-till-date limit', { ...limit, timeInForce: 'gtd' as const, goodTillAt: 1_700_000_000_000 }, 'one-way'],
    ['stop that closes', stop, 'one-way'],
    ['stop that closes a long side', { ...stop, positionSide: 'long' }, 'hedge'],
    [
      'take profit with a quantity',
      { ...market, type: 'take-profit-market', triggerPrice: decimal('61000') },
      'one-way',
    ],
    ['stop limit', { ...limit, type: 'stop-limit', triggerPrice: decimal('60000') }, 'one-way'],
    ['trailing stop', { ...market, type: 'trailing-stop-market', callbackRate: decimal('1') }, 'one-way'],
    ['hedge long', { ...market, positionSide: 'long' }, 'hedge'],
  ])('%s', (_name, request, mode) => {
    expect(issues(request, mode)).toEqual([]);
  });
});

describe('quantity', () => {
  test.each([
    ['0.0105', ['invalid-precision']],
    ['0', ['invalid-request']],
    ['-0.01', ['invalid-request']],
    ['0.0005', ['invalid-precision', 'below-minimum', 'below-minimum']],
    ['121', ['above-maximum']],
  ])('a market order of %s: %j', (quantity, expected) => {
    expect(codes({ ...market, quantity: decimal(quantity) })).toEqual(expected);
  });

  test('a limit order may be larger than a market order; a stop-market order may not', () => {
    expect(codes({ ...limit, quantity: decimal('121') })).toEqual([]);
    expect(codes({ ...limit, quantity: decimal('1000.001') })).toEqual(['above-maximum']);
    const triggerPrice = decimal('59000');
    expect(codes({ ...market, type: 'stop-market', quantity: decimal('121'), triggerPrice })).toEqual([
      'above-maximum',
    ]);
  });
});

describe('notional', () => {
  const small = decimal('0.001');
  test('is counted at the price, the trigger or the reference price', () => {
    expect(codes({ ...market, quantity: small })).toEqual(['below-minimum']);
    expect(codes({ ...limit, quantity: small })).toEqual(['below-minimum']);
    expect(codes({ ...limit, quantity: small, price: decimal('100000') })).toEqual([]);
    expect(codes({ ...market, quantity: small, type: 'stop-market', triggerPrice: decimal('99999') })).toHaveLength(1);
    expect(validateOrder({ ...market, quantity: small }, instrument, { positionMode: 'one-way' })).toEqual([]);
  });

  test('orders that only reduce are exempt', () => {
    expect(codes({ ...market, quantity: small, reduceOnly: true })).toEqual([]);
    expect(codes({ ...market, quantity: small, side: 'sell', positionSide: 'long' }, 'hedge')).toEqual([]);
    expect(codes({ ...market, quantity: small, side: 'sell', positionSide: 'short' }, 'hedge')).toEqual([
      'below-minimum',
    ]);
  });
});

describe('prices', () => {
  test.each([
    ['60000.05', ['invalid-precision']],
    ['0', ['invalid-request']],
    ['1000000.1', ['price-out-of-range']],
  ])('a limit price of %s: %j', (price, expected) => {
    expect(codes({ ...limit, price: decimal(price) })).toEqual(expected);
  });

  test('trigger and activation prices sit on the tick too', () => {
    expect(codes({ ...stop, triggerPrice: decimal('0.15') })).toEqual(['invalid-precision']);
    const trailing = { ...market, type: 'trailing-stop-market', callbackRate: decimal('0') } as const;
    expect(codes({ ...trailing, activationPrice: decimal('0.15') })).toEqual(['invalid-precision', 'invalid-request']);
  });
});

describe('the price band', () => {
  const banded = fakeInstrument({ priceBand: { up: decimal('1.05'), down: decimal('0.95') } });
  const check = (part: Partial<LimitOrderRequest>, referencePrice?: Decimal) =>
    validateOrder({ ...limit, ...part }, banded, {
      positionMode: 'one-way',
      ...(referencePrice === undefined ? {} : { referencePrice }),
    });
  const mark = decimal('60001');

  test('bounds a buy above and a sell below, at the mark price', () => {
    expect(check({ price: decimal('63001') }, mark)).toEqual([]);
    expect(check({ price: decimal('50000') }, mark)).toEqual([]);
    expect(check({ side: 'sell', price: decimal('57001') }, mark)).toEqual([]);
    expect(check({ side: 'sell', price: decimal('70000') }, mark)).toEqual([]);
    expect(check({ price: decimal('63001.1') }, mark)).toEqual([
      {
        code: 'price-out-of-range',
        message:
          "price 63001.1 is outside BTCUSDT's 0.1 to 63001.05 for a buy while the mark price is 60001. Nearest: 63001.",
      },
    ]);
    expect(check({ side: 'sell', price: decimal('57000.9') }, mark).map(({ message }) => message)).toEqual([
      "price 57000.9 is outside BTCUSDT's 57000.95 to 1000000 for a sell while the mark price is 60001. Nearest: 57001.",
    ]);
  });

  test('is not looked at without a mark price', () => {
    expect(check({ price: decimal('90000') })).toEqual([]);
  });
});

describe('time in force', () => {
  test.each<[string, Partial<LimitOrderRequest>]>([
    ['gtd without goodTillAt', { timeInForce: 'gtd' }],
    ['goodTillAt without gtd', { goodTillAt: 1_700_000_000_000 }],
    ['goodTillAt off the second', { timeInForce: 'gtd', goodTillAt: 1_700_000_000_001 }],
    ['postOnly with ioc', { postOnly: true, timeInForce: 'ioc' }],
  ])('%s is refused', (_name, part) => {
    expect(codes({ ...limit, ...part })).toEqual(['invalid-request']);
  });
});

describe('account mode', () => {
  test('the position side fits the mode', () => {
    expect(codes({ ...market, positionSide: 'long' })).toEqual(['position-mode-mismatch']);
    expect(codes(market, 'hedge')).toEqual(['position-mode-mismatch']);
  });

  test('hedge mode has no reduceOnly', () => {
    expect(codes({ ...market, side: 'sell', positionSide: 'long', reduceOnly: true }, 'hedge')).toEqual([
      'invalid-request',
    ]);
  });

  test.each([
    ['buy', 'long'],
    ['sell', 'short'],
  ] as const)('closePosition never adds: %s on the %s side', (side, positionSide) => {
    expect(codes({ ...stop, side, positionSide }, 'hedge')).toEqual(['invalid-request']);
  });
});

test('rules of another instrument, and a halted one, are named', () => {
  expect(codes({ ...market, symbol: 'ETHUSDT' })).toEqual(['invalid-request']);
  const halted = fakeInstrument({ status: 'halted' });
  expect(validateOrder(market, halted, { positionMode: 'one-way' })).toEqual([
    { code: 'instrument-not-trading', message: 'BTCUSDT is halted. Wait, or trade another instrument.' },
  ]);
});
