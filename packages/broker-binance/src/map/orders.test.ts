import { expect, test } from 'vitest';
import { decimal, type OrderStatus } from '@perpdesk/broker-core';
import { algoOrderSchema } from '../wire/algo-order.ts';
import { orderSchema } from '../wire/order.ts';
import { NEW_ALGO_ORDER, NEW_ORDER, QUERIED_ALGO_ORDER, QUERIED_ORDER } from '../wire/orders.test.fixture.ts';
import { algoStatusOf } from './algo-status.ts';
import { conditionalOrder } from './conditional-order.ts';
import { plainOrder } from './plain-order.ts';

const plain = (changes: object = {}) => plainOrder(orderSchema.parse({ ...NEW_ORDER, ...changes }));
const conditional = (changes: object = {}) =>
  conditionalOrder(algoOrderSchema.parse({ ...QUERIED_ALGO_ORDER, ...changes }));

test('an answer to a write tells no average price: it is not known', () => {
  expect(plain()).toEqual({
    symbol: 'BTCUSDT',
    clientOrderId: 'd-btc1-42-o-1-9f3a',
    venueOrderId: '8389765519993908929',
    executionOrderId: '8389765519993908929',
    type: 'market',
    side: 'buy',
    positionSide: 'net',
    status: 'filled',
    venueStatus: 'FILLED',
    quantity: decimal('0.015'),
    filledQuantity: decimal('0.015'),
    averageFillPrice: null,
    price: null,
    triggerPrice: null,
    triggerBy: null,
    callbackRate: null,
    activationPrice: null,
    timeInForce: 'gtc',
    goodTillAt: null,
    postOnly: false,
    reduceOnly: false,
    closePosition: false,
    reason: null,
    createdAt: 1_790_000_000_123,
    updatedAt: 1_790_000_000_123,
  });
});

test('a queried order tells its average and when it was made; GTX is post-only', () => {
  expect(plainOrder(orderSchema.parse(QUERIED_ORDER))).toMatchObject({
    venueOrderId: '8886774',
    status: 'partially-filled',
    averageFillPrice: decimal('64010.5'),
    price: decimal('64010.5'),
    timeInForce: 'gtc',
    postOnly: true,
    reduceOnly: true,
    createdAt: 1_790_000_001_000,
    updatedAt: 1_790_000_002_000,
  });
});

test('a conditional order from before the algo service keeps its trigger', () => {
  const old = { type: 'TRAILING_STOP_MARKET', activatePrice: '60000', priceRate: '0.3', workingType: 'MARK_PRICE' };
  expect(plain(old)).toMatchObject({
    type: 'trailing-stop-market',
    activationPrice: decimal('60000'),
    callbackRate: decimal('0.3'),
    triggerBy: 'mark',
  });
  expect(plain({ type: 'STOP', price: '59000', stopPrice: '59500' })).toMatchObject({
    type: 'stop-limit',
    triggerPrice: decimal('59500'),
    triggerBy: 'last',
  });
});

test('an order that the exchange expired while matching is expired, in its own word', () => {
  expect(plain({ status: 'EXPIRED_IN_MATCH' })).toMatchObject({ status: 'expired', venueStatus: 'EXPIRED_IN_MATCH' });
});

test('a conditional order lives in the id space of its service and executes nowhere yet', () => {
  expect(conditionalOrder(algoOrderSchema.parse(NEW_ALGO_ORDER))).toEqual({
    symbol: 'ETHUSDT',
    clientOrderId: 'd-eth1-7-s-1-01cd',
    venueOrderId: 'algo-2000000547321628',
    executionOrderId: null,
    type: 'stop-market',
    side: 'sell',
    positionSide: 'net',
    status: 'open',
    venueStatus: 'NEW',
    quantity: decimal('0.25'),
    filledQuantity: decimal('0'),
    averageFillPrice: null,
    price: null,
    triggerPrice: decimal('2950'),
    triggerBy: 'mark',
    callbackRate: null,
    activationPrice: null,
    timeInForce: 'gtc',
    goodTillAt: null,
    postOnly: false,
    reduceOnly: true,
    closePosition: false,
    reason: null,
    createdAt: 1_790_000_003_000,
    updatedAt: 1_790_000_003_000,
  });
});

test('a triggered one tells under which order it executed, and for how much', () => {
  expect(conditional()).toMatchObject({
    executionOrderId: '4904005884',
    status: 'filled',
    venueStatus: 'FINISHED',
    filledQuantity: decimal('0.25'),
    averageFillPrice: decimal('2949.8'),
  });
  for (const actualOrderId of ['', '0', 0, null, undefined]) {
    expect(conditional({ actualOrderId }).executionOrderId).toBeNull();
  }
});

test('one that closes the position has no quantity of its own', () => {
  const closing = { closePosition: true, quantity: '0', actualQty: undefined, algoStatus: 'NEW' };
  expect(conditional(closing)).toMatchObject({ closePosition: true, quantity: null, status: 'open' });
});

const STATUSES: readonly (readonly [string, string | null, string | null, OrderStatus])[] = [
  ['NEW', '2', null, 'open'],
  ['TRIGGERING', '2', null, 'open'],
  ['TRIGGERED', '2', null, 'open'],
  ['TRIGGERED', '2', '1', 'partially-filled'],
  ['FINISHED', '2', '2', 'filled'],
  ['FINISHED', '2', '1', 'canceled'],
  ['FINISHED', '2', '0', 'canceled'],
  ['FINISHED', '2', null, 'open'],
  ['FINISHED', null, '1', 'filled'],
  ['FINISHED', null, '0', 'canceled'],
  ['FINISHED', null, null, 'open'],
  ['CANCELED', '2', null, 'canceled'],
  ['REJECTED', '2', null, 'rejected'],
  ['EXPIRED', '2', null, 'expired'],
];

test.each(STATUSES)(
  'algo status %s of quantity %s with %s executed is %4$s',
  (algoStatus, quantity, actual, status) => {
    const of = (text: string | null) => (text === null ? null : decimal(text));
    expect(algoStatusOf({ algoStatus, quantity: of(quantity), actualQty: of(actual) })).toBe(status);
  },
);

test('an unknown algo status throws loudly', () => {
  expect(() => algoStatusOf({ algoStatus: 'PAUSED', quantity: null, actualQty: null })).toThrow(
    expect.objectContaining({ code: 'venue-error', outcome: 'unknown' }),
  );
});
