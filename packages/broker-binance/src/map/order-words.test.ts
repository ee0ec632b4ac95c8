import { expect, test } from 'vitest';
import {
  MARGIN_TYPES,
  ORDER_TYPES,
  POSITION_SIDES,
  SIDES,
  TIMES_IN_FORCE,
  TRIGGER_PRICE_TYPES,
} from '@perpdesk/broker-core';
import { marginTypeOf, wireMarginType } from './margin-type.ts';
import {
  orderStatusOf,
  orderTypeOf,
  positionSideOf,
  sideOf,
  timeInForceOf,
  triggerByOf,
  wireOrderType,
  wirePositionSide,
  wireSide,
  wireTimeInForce,
  wireTriggerBy,
} from './order-words.ts';

function returns<T extends string>(ours: readonly T[], toWire: (word: T) => string, fromWire: (word: string) => T) {
  for (const word of ours) expect(fromWire(toWire(word))).toBe(word);
}

test('every word of ours goes to Binance and comes back', () => {
  returns(ORDER_TYPES, wireOrderType, orderTypeOf);
  returns(TIMES_IN_FORCE, wireTimeInForce, timeInForceOf);
  returns(SIDES, wireSide, sideOf);
  returns(POSITION_SIDES, wirePositionSide, positionSideOf);
  returns(TRIGGER_PRICE_TYPES, wireTriggerBy, triggerByOf);
  returns(MARGIN_TYPES, wireMarginType, marginTypeOf);
});

test.each([
  ['MARKET', 'market'],
  ['LIMIT', 'limit'],
  ['STOP', 'stop-limit'],
  ['STOP_MARKET', 'stop-market'],
  ['TAKE_PROFIT', 'take-profit-limit'],
  ['TAKE_PROFIT_MARKET', 'take-profit-market'],
  ['TRAILING_STOP_MARKET', 'trailing-stop-market'],
  ['LIQUIDATION', 'market'],
])('order type %s is %s', (word, type) => expect(orderTypeOf(word)).toBe(type));

test.each([
  ['NEW', 'open'],
  ['PARTIALLY_FILLED', 'partially-filled'],
  ['FILLED', 'filled'],
  ['CANCELED', 'canceled'],
  ['REJECTED', 'rejected'],
  ['EXPIRED', 'expired'],
  ['EXPIRED_IN_MATCH', 'expired'],
])('order status %s is %s', (word, status) => expect(orderStatusOf(word)).toBe(status));

test('margin types are read in each of their spellings', () => {
  for (const word of ['CROSSED', 'cross', 'crossed']) expect(marginTypeOf(word)).toBe('cross');
  for (const word of ['ISOLATED', 'isolated']) expect(marginTypeOf(word)).toBe('isolated');
});

test.each([
  ['order type', orderTypeOf, 'unsupported'],
  ['order status', orderStatusOf, 'venue-error'],
  ['time in force', timeInForceOf, 'unsupported'],
  ['side', sideOf, 'venue-error'],
  ['position side', positionSideOf, 'venue-error'],
  ['working type', triggerByOf, 'unsupported'],
  ['margin type', marginTypeOf, 'venue-error'],
] as const)('an unknown %s throws loudly and proves nothing', (what, read, code) => {
  for (const word of ['BRAND_NEW', 'toString', '']) {
    const message = `Binance's ${what} ${JSON.stringify(word)} is not known here. Look at the account before going on.`;
    expect(() => read(word)).toThrow(expect.objectContaining({ code, outcome: 'unknown', message }));
  }
});
