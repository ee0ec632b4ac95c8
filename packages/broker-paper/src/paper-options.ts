import type { BrokerId, Clock, Decimal, Instrument, Logger, MarginType, PositionMode } from '@perpdesk/broker-core';
import type { Fees } from './engine/rules.ts';
import type { PriceFeed } from './feed/price-feed.ts';
import type { PaperStore } from './store/paper-store.ts';

export interface PaperBrokerOptions {
  readonly id: BrokerId;
  /** Closed with the broker. */
  readonly store: PaperStore;
  /** Default: a seeded random walk of the broker's own. A feed that is given stays its giver's to close. */
  readonly feed?: PriceFeed;
  /** Default: the machine's. */
  readonly clock?: Clock;
  /** Default: {@link STANDARD_INSTRUMENTS}. */
  readonly instruments?: readonly Instrument[];
  /** By asset, > 0: what a new exchange begins with. Default 10000 USDT. */
  readonly balances?: Readonly<Record<string, Decimal>>;
  /** Fractions of notional; default 0.0002 and 0.0005. */
  readonly fees?: Fees;
  /** Of symbols that were not set; default 10. */
  readonly leverage?: number;
  /** Of symbols that were not set; default cross. */
  readonly marginType?: MarginType;
  /** Default one-way. On an exchange that exists it is applied while nothing is open. */
  readonly positionMode?: PositionMode;
  /** Of a year, as a fraction; default 0.5; 0 lets prices stand. */
  readonly volatility?: Decimal;
  /** Of the random walk; default 1. */
  readonly seed?: number;
  /** Between two prices of the random walk; default 1000. */
  readonly priceIntervalMs?: number;
  /** Quote asset by symbol: what a new exchange begins with, over the standard prices. */
  readonly prices?: Readonly<Record<string, Decimal>>;
  /** Fraction of the price by which a taker's price is worse; default 0. */
  readonly slippage?: Decimal;
  /** Base asset, the most that one order fills at once; default unbounded. */
  readonly liquidity?: Decimal;
  /** Between the arrival of a write and its matching; default 0. */
  readonly latencyMs?: number;
  /** Default: silent. */
  readonly logger?: Logger;
}
