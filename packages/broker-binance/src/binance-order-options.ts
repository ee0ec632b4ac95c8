/** What Binance does with an order that would meet one of the same account. */
export const SELF_TRADE_PREVENTIONS = ['none', 'expire-taker', 'expire-maker', 'expire-both'] as const;
export type SelfTradePrevention = (typeof SELF_TRADE_PREVENTIONS)[number];

/** What only Binance's orders have. */
export interface BinanceOrderOptions {
  /** What happens when the order would meet another of the same account. Default: Binance's own, `expire-maker`. */
  readonly selfTradePrevention?: SelfTradePrevention;
  /** A conditional order does not trigger while last and mark price are further apart than the symbol allows. */
  readonly priceProtect?: boolean;
}
