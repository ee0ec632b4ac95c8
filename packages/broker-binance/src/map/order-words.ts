import type { OrderStatus, OrderType, PositionSide, Side, TimeInForce, TriggerPriceType } from '@perpdesk/broker-core';
import { unknownTerm, unknownWord } from './unknown-word.ts';

/** Binance's words and ours. Its `STOP` is a stop that executes as a limit order. */
const TYPES = {
  MARKET: 'market',
  LIMIT: 'limit',
  STOP_MARKET: 'stop-market',
  STOP: 'stop-limit',
  TAKE_PROFIT_MARKET: 'take-profit-market',
  TAKE_PROFIT: 'take-profit-limit',
  TRAILING_STOP_MARKET: 'trailing-stop-market',
  // what the exchange itself closes a position with
  LIQUIDATION: 'market',
} as const satisfies Readonly<Record<string, OrderType>>;

const STATUSES = {
  NEW: 'open',
  PENDING_NEW: 'pending',
  PARTIALLY_FILLED: 'partially-filled',
  FILLED: 'filled',
  CANCELED: 'canceled',
  PENDING_CANCEL: 'open',
  REJECTED: 'rejected',
  EXPIRED: 'expired',
  EXPIRED_IN_MATCH: 'expired',
  // the exchange's own orders of liquidation and auto-deleveraging; what filled of them is told as such
  NEW_INSURANCE: 'open',
  NEW_ADL: 'open',
} as const satisfies Readonly<Record<string, OrderStatus>>;

const TIMES_IN_FORCE = {
  GTC: 'gtc',
  IOC: 'ioc',
  FOK: 'fok',
  GTD: 'gtd',
  GTX: 'gtc',
  RPI: 'gtc',
  GTE_GTC: 'gtc',
} as const satisfies Readonly<Record<string, TimeInForce>>;

const SIDES = { BUY: 'buy', SELL: 'sell' } as const satisfies Readonly<Record<string, Side>>;
const POSITION_SIDES = { BOTH: 'net', LONG: 'long', SHORT: 'short' } as const satisfies Readonly<
  Record<string, PositionSide>
>;
const TRIGGERS = { CONTRACT_PRICE: 'last', MARK_PRICE: 'mark' } as const satisfies Readonly<
  Record<string, TriggerPriceType>
>;

/** Ours of Binance's. @throws {BrokerError} for a word that is not known: what an order is must not be guessed. */
function reader<T extends string>(
  what: string,
  words: Readonly<Record<string, T>>,
  unknown = unknownWord,
): (word: string) => T {
  return (word) => {
    const found = Object.hasOwn(words, word) ? words[word] : undefined;
    if (found === undefined) throw unknown(what, word);
    return found;
  };
}

function writer<T extends string>(words: Readonly<Record<string, T>>): (ours: T) => string {
  const back = new Map<string, string>();
  for (const [word, ours] of Object.entries(words)) if (!back.has(ours)) back.set(ours, word);
  return (ours) => {
    const word = back.get(ours);
    if (word === undefined) throw new RangeError(`Binance has no word for ${ours}.`);
    return word;
  };
}

export const orderTypeOf: (word: string) => OrderType = reader('order type', TYPES, unknownTerm);
export const orderStatusOf: (word: string) => OrderStatus = reader('order status', STATUSES);
export const timeInForceOf: (word: string) => TimeInForce = reader('time in force', TIMES_IN_FORCE, unknownTerm);
export const sideOf: (word: string) => Side = reader('side', SIDES);
export const positionSideOf: (word: string) => PositionSide = reader('position side', POSITION_SIDES);
export const triggerByOf: (word: string) => TriggerPriceType = reader('working type', TRIGGERS, unknownTerm);

export const wireOrderType: (type: OrderType) => string = writer(TYPES);
export const wireTimeInForce: (timeInForce: TimeInForce) => string = writer(TIMES_IN_FORCE);
export const wireSide: (side: Side) => string = writer(SIDES);
export const wirePositionSide: (side: PositionSide) => string = writer(POSITION_SIDES);
export const wireTriggerBy: (triggerBy: TriggerPriceType) => string = writer(TRIGGERS);
