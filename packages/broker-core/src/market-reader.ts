import type { Broker, CallOptions } from './broker.ts';
import type { Decimal } from './decimal.ts';

/** Spans that a candle may have, the shortest first. */
export const CANDLE_INTERVALS = ['1m', '5m', '15m', '1h', '4h', '1d'] as const;
export type CandleInterval = (typeof CANDLE_INTERVALS)[number];

/** How long each is, ms. */
export const CANDLE_INTERVAL_MS: Readonly<Record<CandleInterval, number>> = {
  '1m': 60_000,
  '5m': 300_000,
  '15m': 900_000,
  '1h': 3_600_000,
  '4h': 14_400_000,
  '1d': 86_400_000,
};

/** The last prices of one stretch of time; quote asset. */
export interface Candle {
  /** Unix ms, a multiple of the interval. */
  readonly openAt: number;
  readonly open: Decimal;
  readonly high: Decimal;
  readonly low: Decimal;
  readonly close: Decimal;
}

/** What an instrument is worth now beside its last price, and its next funding; what the exchange has not is `null`. */
export interface Premium {
  readonly symbol: string;
  /** Quote asset. */
  readonly markPrice: Decimal;
  /** Quote asset: of the markets that the instrument follows. */
  readonly indexPrice: Decimal | null;
  /** Of the next funding, a fraction of the notional, signed: above zero long pays. */
  readonly fundingRate: Decimal | null;
  /** Unix ms. */
  readonly nextFundingAt: number | null;
}

/** Last prices of the running 24 hours, or of as much of them as is known; quote asset. */
export interface DayPrices {
  readonly symbol: string;
  readonly last: Decimal;
  readonly high: Decimal;
  readonly low: Decimal;
  /** Percent, signed. */
  readonly changePercent: Decimal;
}

export interface CandleQuery extends CallOptions {
  readonly interval: CandleInterval;
  /** The newest so many, 1 to 500. */
  readonly limit: number;
}

/**
 * Public prices, which a broker may offer beyond the contract: for people to look at, nothing trades by them.
 *
 * Each method is one request; failures as of any read of {@link Broker}.
 */
export interface MarketReader {
  /** @throws {BrokerError} `unknown-symbol`. */
  getPremium(symbol: string, options?: CallOptions): Promise<Premium>;
  /** @throws {BrokerError} `unknown-symbol`. */
  getDayPrices(symbol: string, options?: CallOptions): Promise<DayPrices>;
  /** Oldest first, the one that runs last; fewer where less is known. @throws {BrokerError} `unknown-symbol`. */
  getCandles(symbol: string, query: CandleQuery): Promise<readonly Candle[]>;
}

/** Whether the broker tells public prices. */
export function readsMarket(broker: Broker): broker is Broker & MarketReader {
  return 'getPremium' in broker && 'getDayPrices' in broker && 'getCandles' in broker;
}
