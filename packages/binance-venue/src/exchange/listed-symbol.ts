import type { Decimal, Instrument } from '@perpdesk/broker-core';

/** A symbol as the exchange lists it: the engine's instrument and what only exchangeInfo says. */
export interface ListedSymbol {
  readonly instrument: Instrument;
  readonly contractType: 'PERPETUAL' | 'CURRENT_QUARTER' | 'TRADIFI_PERPETUAL';
  /** Binance's word for the status; the engine's follows from it. */
  readonly status: 'TRADING' | 'BREAK' | 'SETTLING' | 'PENDING_TRADING';
  /** Without the date of a dated future. */
  readonly pair: string;
  /** Unix ms. */
  readonly onboardDate: number;
  /** Unix ms; far away for a perpetual. */
  readonly deliveryDate: number;
  readonly underlyingSubType: readonly string[];
  /** Fraction of the mark price that a limit price may be off, e.g. `0.05`. */
  readonly percentPrice: Decimal;
  readonly maxOrders: number;
}
