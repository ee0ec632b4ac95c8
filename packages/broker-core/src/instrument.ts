import type { Decimal } from './decimal.ts';

/** Whether an instrument takes orders. */
export const INSTRUMENT_STATUSES = ['trading', 'halted', 'delisted', 'unknown'] as const;
export type InstrumentStatus = (typeof INSTRUMENT_STATUSES)[number];

/** A linear perpetual's rules at one exchange. */
export interface Instrument {
  /** The exchange's name, upper case, e.g. `BTCUSDT`. */
  readonly symbol: string;
  readonly baseAsset: string;
  /** Prices and notional are in it. */
  readonly quoteAsset: string;
  /** Margin, fees and PnL are in it. */
  readonly settleAsset: string;
  readonly status: InstrumentStatus;
  /** Quote asset; prices are multiples of it. */
  readonly tickSize: Decimal;
  /** Base asset; quantities are multiples of it. */
  readonly stepSize: Decimal;
  /** Base asset, per order. */
  readonly minQuantity: Decimal;
  /** Base asset, per limit order. */
  readonly maxQuantity: Decimal;
  /** Base asset, per market order (conditional market orders too). */
  readonly maxMarketQuantity: Decimal;
  /** Quote asset, per order; orders that only reduce are exempt. */
  readonly minNotional: Decimal;
  /** Quote asset. */
  readonly minPrice: Decimal;
  /** Quote asset. */
  readonly maxPrice: Decimal;
  /** Highest leverage at the smallest notional. */
  readonly maxLeverage: number;
  /** How far a limit price may be from the mark price, as factors of it; left out where the exchange has no such band. */
  readonly priceBand?: PriceBand;
}

export interface PriceBand {
  /** A buy is at most `mark × up`, e.g. `1.05`. */
  readonly up: Decimal;
  /** A sell is at least `mark × down`, e.g. `0.95`. */
  readonly down: Decimal;
}
