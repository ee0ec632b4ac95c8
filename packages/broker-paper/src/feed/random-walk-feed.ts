import { Decimal, type Clock, type Instrument, roundPriceTo } from '@perpdesk/broker-core';
import { createManualPriceFeed } from './manual-feed.ts';
import type { PriceFeed } from './price-feed.ts';
import { createRandom } from './random.ts';
import { deviationOf, drawGrowth } from './random-growth.ts';

export interface RandomWalkFeedOptions {
  readonly clock: Clock;
  /** A whole number; the same seed, prices and instruments give the same walk. */
  readonly seed: number;
  /** Of a year, as a fraction: 0.5 is 50 %. */
  readonly volatility: Decimal;
  /** Where each symbol begins, quote asset; one without a price here does not move. */
  readonly prices: Readonly<Record<string, Decimal>>;
  readonly instruments: readonly Instrument[];
  /** Between two prices; default 1000. */
  readonly intervalMs?: number;
}

const PLACES = 12;

/** Prices that wander by chance, repeatably: a geometric random walk per symbol, shown on the instrument's tick. */
export function createRandomWalkFeed(options: RandomWalkFeedOptions): PriceFeed {
  const { clock, instruments, intervalMs = 1000 } = options;
  const feed = createManualPriceFeed();
  const random = createRandom(options.seed);
  const deviation = deviationOf(options.volatility, intervalMs);
  const exact = new Map(Object.entries(options.prices));
  const shown = new Map(exact);
  const advance = () => {
    for (const instrument of instruments) {
      const before = exact.get(instrument.symbol);
      if (before === undefined) continue;
      const grown = before.times(drawGrowth(random, deviation)).toDecimalPlaces(PLACES, Decimal.ROUND_HALF_EVEN);
      const price = Decimal.min(Decimal.max(grown, instrument.minPrice), instrument.maxPrice);
      exact.set(instrument.symbol, price);
      const rounded = roundPriceTo(price, instrument, 'nearest');
      if (shown.get(instrument.symbol)?.eq(rounded)) continue;
      shown.set(instrument.symbol, rounded);
      feed.setPrice(instrument.symbol, rounded);
    }
  };
  const tick = () => {
    cancel = clock.schedule(intervalMs, tick);
    advance();
  };
  let cancel = clock.schedule(intervalMs, tick);
  return {
    subscribe: feed.subscribe,
    close() {
      cancel();
      feed.close();
    },
  };
}
