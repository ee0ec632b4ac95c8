import { describe, expect, test } from '@jest/globals';
import { decimal } from './decimal.ts';
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

  test('the message names the value, the rule and the remedy', () => {
    expect(issues({ ...market, quantity: decimal('0.0105') })).toEqual([
      {
        code: 'invalid-precision',
        message: "quantity 0.0105 is no multiple of BTCUSDT's step 0.001. Round it with roundQuantityDown.",
      },
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
