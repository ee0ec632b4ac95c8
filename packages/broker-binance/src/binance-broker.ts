import type {
  Broker,
  CallOptions,
  Decimal,
  MarketReader,
  OrderRequest,
  Order,
  PositionSide,
  WriteOptions,
} from '@perpdesk/broker-core';
import type { BinanceOrderOptions } from './binance-order-options.ts';
import type { StreamStats } from './stream/stream-stats.ts';

/** An order with what only Binance knows. */
export type BinanceOrderRequest = OrderRequest & { readonly binance?: BinanceOrderOptions };

/** What the key may do, as Binance says. */
export interface KeyPermissions {
  readonly canTradeFutures: boolean;
  readonly canWithdraw: boolean;
  /** Whether the key works from named addresses alone. */
  readonly isIpRestricted: boolean;
}

/** Fractions of notional, e.g. `0.0005`. */
export interface CommissionRate {
  readonly symbol: string;
  readonly maker: Decimal;
  readonly taker: Decimal;
}

/** Percent of the best price. */
export interface CallbackRates {
  readonly least: Decimal;
  readonly most: Decimal;
  readonly step: Decimal;
}

/** What is left of the process's and the account's limits, by our count and the exchange's headers. */
export interface LimitUse {
  /** Of the IP, in the running minute. */
  readonly weight: { readonly used: number; readonly limit: number };
  readonly ordersPer10s: { readonly used: number; readonly limit: number };
  readonly ordersPerMinute: { readonly used: number; readonly limit: number };
  /** Unix ms by our clock; until then nothing is sent, `null` where all is well. */
  readonly blockedUntilAt: number | null;
}

/** A Binance USDⓈ-M account: the contract, and what Binance offers beyond it. */
export interface BinanceBroker extends Broker, MarketReader {
  readonly venue: 'binance';
  placeOrder(request: BinanceOrderRequest, options?: WriteOptions): Promise<Order>;
  /**
   * Has Binance check an order without placing it. Plain orders only.
   *
   * @throws {BrokerError} what `placeOrder` would throw; `unsupported` for conditional orders.
   */
  testOrder(request: BinanceOrderRequest, options?: WriteOptions): Promise<void>;
  /**
   * Adds margin to an isolated position (`amount` > 0) or takes it out (< 0), in the settle asset.
   *
   * @throws {BrokerError} `insufficient-margin`; `invalid-request` for zero.
   */
  adjustIsolatedMargin(
    symbol: string,
    positionSide: PositionSide,
    amount: Decimal,
    options?: WriteOptions,
  ): Promise<void>;
  /** What the account pays for the symbol, as fractions: 0.0005 is 0.05 %. */
  getCommissionRate(symbol: string, options?: CallOptions): Promise<CommissionRate>;
  /** What a trailing stop may have as its `callbackRate`. */
  readonly callbackRates: CallbackRates;
  /** `null` where the host does not say (demo). */
  getKeyPermissions(options?: CallOptions): Promise<KeyPermissions | null>;
  /** Exchange's clock minus ours, ms; `null` before the first answer. */
  readonly clockOffsetMs: number | null;
  readonly limits: LimitUse;
  /** Frames of the account stream by kind, and how often it was lost. */
  readonly streamStats: StreamStats;
}

const BINANCE: string = 'binance';

/** Whether a broker is one of this package, also from another copy of it. */
export function isBinanceBroker(broker: Broker): broker is BinanceBroker {
  return broker.venue === BINANCE && 'getKeyPermissions' in broker;
}
