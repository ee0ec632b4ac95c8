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
  /** Plain and triggered orders of one symbol. */
  readonly maxOpenOrders: number;
  /** Conditional orders that wait, over all symbols. */
  readonly maxConditionalOrders: number;
  /** Whether a conditional order that triggers executes under a new id of the exchange, or under its own. */
  readonly separateExecutionIds: boolean;
  /**
   * Whether a conditional order that triggers stays between trigger and execution: as long as this holds, and from then on
   * until the next price.
   */
  readonly holdsTriggers: boolean;
  /** What the account's totals are in. */
  readonly quoteAsset: string;
};

/** Fractions of notional, ≥ 0. */
export type Fees = { readonly maker: Decimal; readonly taker: Decimal };
