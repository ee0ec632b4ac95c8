export const WIRE_TIMES_IN_FORCE = ['GTC', 'IOC', 'FOK', 'GTX', 'GTD', 'RPI'] as const;
export const WORKING_TYPES = ['CONTRACT_PRICE', 'MARK_PRICE'] as const;
export const SELF_TRADE_PREVENTION_MODES = ['NONE', 'EXPIRE_TAKER', 'EXPIRE_BOTH', 'EXPIRE_MAKER'] as const;
export const PRICE_MATCHES = [
  'NONE',
  'OPPONENT',
  'OPPONENT_5',
  'OPPONENT_10',
  'OPPONENT_20',
  'QUEUE',
  'QUEUE_5',
  'QUEUE_10',
  'QUEUE_20',
] as const;

/** What an order was sent with and the engine does not need; in Binance's own words. */
export interface OrderTerms {
  readonly timeInForce: (typeof WIRE_TIMES_IN_FORCE)[number];
  readonly workingType: (typeof WORKING_TYPES)[number];
  readonly priceProtect: boolean;
  readonly priceMatch: (typeof PRICE_MATCHES)[number];
  readonly selfTradePreventionMode: (typeof SELF_TRADE_PREVENTION_MODES)[number];
}

/** The terms of orders that the exchange itself makes. */
export const PLAIN_TERMS: OrderTerms = {
  timeInForce: 'GTC',
  workingType: 'CONTRACT_PRICE',
  priceProtect: false,
  priceMatch: 'NONE',
  selfTradePreventionMode: 'EXPIRE_MAKER',
};
