import { Decimal, roundPriceTo, ZERO } from '@perpdesk/broker-core';
import type { VenueClock } from '../venue-clock.ts';
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
  /** Only the mark price changed: no trade. */
  readonly isMarkOnly: boolean;
}

/** One funding that was paid. */
export interface Funding {
  readonly symbol: string;
  /** Fraction of the notional, signed: above zero long paid. */
  readonly rate: Decimal;
  /** Quote asset. */
  readonly mark: Decimal;
  readonly at: number;
}

/** The best prices of the tiny book; quote asset. */
export interface TopOfBook {
  readonly bid: Decimal;
  readonly ask: Decimal;
}

/** What is public: symbols, prices, and the trades that prices stand for. */
export interface Market {
  readonly symbols: ReadonlyMap<string, ListedSymbol>;
  /** `null` before the first price. */
  latest(symbol: string): MarketTick | null;
  topOfBook(symbol: string): TopOfBook | null;
  /**
   * Sets the prices; without `mark` the mark price follows the last one. Accounts are told before the listeners.
   *
   * @throws {RangeError} for a symbol that is not listed, or a price that is not above zero.
   */
  setPrice(symbol: string, last: Decimal, mark?: Decimal): void;
  /** @throws {RangeError} for a symbol that is not listed. */
  halt(symbol: string, isHalted: boolean): void;
  /** Lets every account's positions of the symbol pay or get funding. @throws {RangeError} for a symbol without price. */
  fund(symbol: string, rate: Decimal): void;
  /** The oldest first. */
  fundings(symbol: string): readonly Funding[];
  /** The latest 1000, the oldest first. */
  ticks(symbol: string): readonly MarketTick[];
  /** The returned function ends it. */
  watch(listener: (tick: MarketTick) => void): () => void;
}

/** Those who must know before the public does: the accounts' engines. */
export interface MarketHooks {
  onPrice(tick: MarketTick, isMarkGiven: boolean): void;
  onStatus(symbol: ListedSymbol): void;
  onFunding(funding: Funding): void;
}

const KEPT_TICKS = 1_000;

export function createMarket(clock: VenueClock, listed: readonly ListedSymbol[], hooks: MarketHooks): Market {
  const symbols = new Map(listed.map((symbol) => [symbol.instrument.symbol, symbol]));
  const ticks = new Map<string, MarketTick[]>();
  const fundings: Funding[] = [];
  const listeners = new Set<(tick: MarketTick) => void>();

  const find = (symbol: string): ListedSymbol => {
    const found = symbols.get(symbol);
    if (found === undefined) throw new RangeError(`${symbol} is not listed here. List it with the option instruments.`);
    return found;
  };
  const latest = (symbol: string): MarketTick | null => ticks.get(symbol)?.at(-1) ?? null;
  return {
    symbols,
    latest,
    topOfBook(symbol) {
      const tick = latest(symbol);
      const instrument = symbols.get(symbol)?.instrument;
      if (tick === null || instrument === undefined) return null;
      const ask = roundPriceTo(tick.last, instrument, 'up');
      return { bid: Decimal.max(ask.minus(instrument.tickSize), instrument.minPrice), ask };
    },
    setPrice(symbol, last, mark) {
      find(symbol);
      for (const price of [last, mark ?? last]) {
        if (price.lte(ZERO)) throw new RangeError(`The price ${price.toFixed()} of ${symbol} is not above zero.`);
      }
      const before = latest(symbol);
      const isMarkOnly = mark !== undefined && before !== null && before.last.eq(last) && !before.mark.eq(mark);
      const tradeId = (before?.tradeId ?? 0) + (isMarkOnly ? 0 : 1);
      const tick = { symbol, last, mark: mark ?? last, at: clock.now(), tradeId, isMarkOnly };
      const kept = ticks.get(symbol) ?? [];
      kept.push(tick);
      if (kept.length > KEPT_TICKS) kept.shift();
      ticks.set(symbol, kept);
      hooks.onPrice(tick, mark !== undefined);
      for (const listener of listeners) listener(tick);
    },
    halt(symbol, isHalted) {
      const before = find(symbol);
      const after: ListedSymbol = {
        ...before,
        status: isHalted ? 'BREAK' : 'TRADING',
        instrument: { ...before.instrument, status: isHalted ? 'halted' : 'trading' },
      };
      symbols.set(symbol, after);
      hooks.onStatus(after);
    },
    fund(symbol, rate) {
      const tick = latest(find(symbol).instrument.symbol);
      if (tick === null) throw new RangeError(`${symbol} has no price yet. Set one first.`);
      const funding = { symbol, rate, mark: tick.mark, at: clock.now() };
      fundings.push(funding);
      hooks.onFunding(funding);
    },
    fundings: (symbol) => fundings.filter((funding) => funding.symbol === symbol),
    ticks: (symbol) => ticks.get(symbol) ?? [],
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
