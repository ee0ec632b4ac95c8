import type { Decimal, Instrument, LeverageBracket, MarginType } from '@perpdesk/broker-core';

/** What the exchange goes by. It never changes by itself and is not stored with the state. */
export type Rules = {
  readonly instruments: ReadonlyMap<string, Instrument>;
  /** By symbol, smallest notional first, without gaps. */
  readonly brackets: ReadonlyMap<string, readonly LeverageBracket[]>;
  readonly fees: Fees;
  /** What a symbol has until it is set. */
  readonly defaults: { readonly leverage: number; readonly marginType: MarginType };
  /** Fraction of the price by which a taker's price is worse than the last one, ≥ 0. */
  readonly slippage: Decimal;
  /** Base asset: the most that one order fills at once, at its arrival and at each tick; `null` for no bound. */
  readonly liquidity: Decimal | null;
  /** Open orders of one symbol, conditional ones included. */
  readonly maxOpenOrders: number;
  /** What the account's totals are in. */
  readonly quoteAsset: string;
};

/** Fractions of notional, ≥ 0. */
export type Fees = { readonly maker: Decimal; readonly taker: Decimal };
