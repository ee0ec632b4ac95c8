import type { Clock, Decimal, Instrument, Logger, MarginType, PositionMode } from '@perpdesk/broker-core';
import type { Fees } from '@perpdesk/broker-paper/engine';
import type { LimitOptions } from './exchange/call-limits.ts';
import type { SocketLifeOptions } from './stream/socket-life.ts';

export interface VenueKeyOptions {
  readonly apiKey: string;
  /** For HMAC-SHA256; this or `publicKey`. */
  readonly secretKey?: string;
  /** PEM, for Ed25519. */
  readonly publicKey?: string;
}

/** One account at the exchange, with its API key. */
export interface VenueAccountOptions extends VenueKeyOptions {
  /** Default `main`; how fault rules and `state` name it. */
  readonly name?: string;
  /** Default 10 000 USDT. */
  readonly balances?: Readonly<Record<string, Decimal>>;
  /** Default one-way. */
  readonly positionMode?: PositionMode;
  /** Default false. */
  readonly multiAssets?: boolean;
  /** Default true. */
  readonly canTrade?: boolean;
  /** Of every symbol until it is set, at most the symbol's own; default 20. */
  readonly leverage?: number;
  /** Of every symbol until it is set; default cross. */
  readonly marginType?: MarginType;
}

export interface BinanceVenueOptions {
  /** A loopback address; default 127.0.0.1. */
  readonly host?: string;
  /** Default 0: any free one. */
  readonly port?: number;
  /** The same seed gives the same ids and dice. Without it ids begin at a number made from the clock. */
  readonly seed?: number;
  /** Default one: key `venue-key`, secret `venue-secret`, 10 000 USDT. */
  readonly accounts?: readonly VenueAccountOptions[];
  /** Instead of the standard symbols. */
  readonly instruments?: readonly Instrument[];
  /** Quote asset by symbol, laid over the standard prices. */
  readonly prices?: Readonly<Record<string, Decimal>>;
  /** Base asset, the most that one order fills at its arrival and at each price; default unbounded. */
  readonly liquidity?: Decimal;
  /** Fraction by which a taker's price is worse; default 0. */
  readonly slippage?: Decimal;
  /** Fractions of notional; default 0.0002 and 0.0005. */
  readonly fees?: Fees;
  /** Default: the machine's. */
  readonly clock?: Clock;
  /** Default: silent. */
  readonly logger?: Logger;
  /** Between a request's arrival and its matching; default 0. */
  readonly latencyMs?: number;
  /**
   * Between what happens to an account and its stream's telling of it. Default: told at once, so before the answer to the
   * call that made it happen; 0 and more: after it, as exchanges whose streams are other machines may do.
   */
  readonly streamDelayMs?: number;
  /**
   * What the un-routed `/ws` and `/stream` carry. Default `silent`: public market streams alone, as live since 2026-04-23;
   * `works`: everything, as demo still does.
   */
  readonly legacyStreams?: 'silent' | 'works';
  /** Pings and length of life of every socket; defaults as at Binance. */
  readonly sockets?: SocketLifeOptions;
  /** Default 2400 weight a minute, 300 orders in 10 s, 1200 orders a minute. */
  readonly limits?: Partial<LimitOptions>;
  /** Order ids of 19 digits, which a JS number cannot hold; default true. */
  readonly longIds?: boolean;
}
