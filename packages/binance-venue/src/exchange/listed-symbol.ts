import type { Instrument, PriceBand } from '@perpdesk/broker-core';

/** A symbol as the exchange lists it: the engine's instrument and what only exchangeInfo says. */
export interface ListedSymbol {
  readonly instrument: Instrument;
  readonly contractType: 'PERPETUAL' | 'CURRENT_QUARTER';
  /** Binance's word for the status; the instrument's goes with it. */
  readonly status: 'TRADING' | 'BREAK' | 'SETTLING';
  /** Without the date of a dated future. */
  readonly pair: string;
  /** Unix ms. */
  readonly onboardDate: number;
  /** Unix ms; far away for a perpetual. */
  readonly deliveryDate: number;
  readonly underlyingSubType: readonly string[];
  readonly priceBand: PriceBand;
  readonly maxOrders: number;
}
