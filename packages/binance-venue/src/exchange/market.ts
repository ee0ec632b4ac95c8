import type { Decimal } from '@perpdesk/broker-core';
import type { ListedSymbol } from './listed-symbol.ts';

/** One change of a symbol's prices, as a public trade of it would tell. */
export interface MarketTick {
  readonly symbol: string;
  /** Quote asset. */
  readonly last: Decimal;
  /** Quote asset. */
  readonly mark: Decimal;
  /** The exchange's time, Unix ms. */
  readonly at: number;
  /** Counts up by symbol; the public trade's id. */
  readonly tradeId: number;
  readonly isMarkOnly: boolean;
}

/** What is public: symbols, prices, and the trades that prices stand for. */
export interface Market {
  readonly symbols: ReadonlyMap<string, ListedSymbol>;
  /** `null` before the first price. */
  priceOf(symbol: string): { readonly last: Decimal; readonly mark: Decimal; readonly at: number } | null;
  /** Sets the prices; without `mark` the mark price follows the last one. Accounts are told before the listeners. */
  setPrice(symbol: string, last: Decimal, mark?: Decimal): void;
  halt(symbol: string, isHalted: boolean): void;
  /** The latest ticks, the oldest first. */
  ticks(symbol: string): readonly MarketTick[];
  /** Base asset, > 0: what stands at each price of the tiny book. */
  depthQuantity(symbol: string): Decimal;
  /** The returned function ends it. */
  watch(listener: (tick: MarketTick) => void): () => void;
}
