import { expect, test } from 'vitest';
import { decimal, ORDER_TYPES, POSITION_MODES, SIDES, toClientOrderId } from '@perpdesk/broker-core';
import type { BinanceOrderRequest } from './binance-broker.ts';
import { seeded } from './http/seeded.test.fixture.ts';
import { anyOrder } from './map/any-order.test.fixture.ts';
import { validateBinanceOrder } from './validate-binance-order.ts';

const NOW = 1_790_000_000_500;
const BASE = {
  symbol: 'BTCUSDT',
  side: 'sell',
  positionSide: 'net',
  clientOrderId: toClientOrderId('d-btc1-42'),
} as const;
const quantity = decimal('0.015');
const price = decimal('64000');
const limit = { ...BASE, type: 'limit', quantity, price } as const;
const stop = { ...BASE, type: 'stop-market', triggerPrice: price } as const;

/** Untyped callers may say anything. */
const messagesOf = (request: object) => {
  const issues = validateBinanceOrder(request as BinanceOrderRequest, { venueNow: NOW });
  for (const issue of issues) expect(issue.code).toBe('invalid-request');
  return issues.map(({ message }) => message);
};

test('nothing stands against any legal order', () => {
  const random = seeded(11);
  for (const type of ORDER_TYPES) {
    for (const side of SIDES) {
      for (const positionMode of POSITION_MODES) {
        for (let run = 0; run < 50; run += 1) {
          expect(messagesOf(anyOrder({ type, side, positionMode }, random))).toEqual([]);
        }
      }
    }
  }
});

test.each([
  ['0.05', '0.1'],
  ['0.15', '0.2'],
  ['0.14', '0.1'],
  ['20.1', '20'],
  ['-1', '0.1'],
])('callback rate %s is refused; the nearest is %s', (rate, nearest) => {
  const trailing = { ...BASE, type: 'trailing-stop-market', quantity, callbackRate: decimal(rate) };
  expect(messagesOf(trailing)).toEqual([
    `callbackRate ${rate} is not within 0.1 to 20 percent in steps of 0.1. Nearest: ${nearest}.`,
  ]);
});

test.each(['0.1', '1', '12.3', '20'])('callback rate %s is taken', (rate) => {
  expect(messagesOf({ ...BASE, type: 'trailing-stop-market', quantity, callbackRate: decimal(rate) })).toEqual([]);
});

test('a trailing stop takes no trigger', () => {
  const trailing = { ...BASE, type: 'trailing-stop-market', quantity, callbackRate: decimal('1'), triggerPrice: price };
  expect(messagesOf(trailing)).toEqual([
    'triggerPrice does not go with a trailing stop. Use activationPrice, or leave it out.',
  ]);
});

test('closePosition goes with a stop or target at market, without quantity and reduceOnly', () => {
  expect(messagesOf({ ...stop, closePosition: true })).toEqual([]);
  expect(messagesOf({ ...stop, closePosition: true, quantity, reduceOnly: true })).toHaveLength(2);
  expect(messagesOf({ ...limit, quantity: undefined, closePosition: true })).toEqual([
    'closePosition does not go with a limit order. Use stop-market or take-profit-market.',
  ]);
});

test('good till a date is more than 600 s ahead of the exchange’s time', () => {
  const until = (goodTillAt: number) => messagesOf({ ...limit, timeInForce: 'gtd', goodTillAt });
  const soonest = 1_790_000_601_000;
  expect(until(soonest)).toEqual([]);
  expect(until(soonest - 1_000)).toEqual([
    `goodTillAt ${soonest - 1_000} is not more than 600 s ahead of the exchange's time. The soonest is ${soonest}.`,
  ]);
  expect(until(253_402_300_800_000)).toEqual([
    'goodTillAt 253402300800000 is too far ahead. The latest is 253402300799000.',
  ]);
});

test('post-only has no date: Binance has one word for both', () => {
  const goodTillAt = 1_790_000_700_000;
  expect(messagesOf({ ...limit, postOnly: true, timeInForce: 'gtd', goodTillAt })).toEqual([
    'postOnly does not go with timeInForce gtd: Binance takes one of them. Leave one out.',
  ]);
});

test.each(['', 'with blank', 'ümlaut', 'x'.repeat(37)])('client order id %j is refused', (clientOrderId) => {
  expect(messagesOf({ ...limit, clientOrderId })).toEqual([
    expect.stringContaining('is not 1 to 36 characters of .A-Z:/a-z0-9_-'),
  ]);
});

test('options of Binance go where they have a meaning', () => {
  const binance = { priceProtect: true };
  expect(messagesOf({ ...stop, quantity, binance })).toEqual([]);
  expect(messagesOf({ ...limit, binance })).toEqual([expect.stringMatching(/^priceProtect does not go with a limit/)]);
  const selfTrade = { selfTradePrevention: 'expire-both' };
  expect(messagesOf({ ...limit, binance: selfTrade })).toEqual([]);
  expect(messagesOf({ ...limit, timeInForce: 'fok', binance: selfTrade })).toHaveLength(1);
  expect(messagesOf({ ...limit, postOnly: true, binance: selfTrade })).toHaveLength(1);
});
