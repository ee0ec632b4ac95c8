import type { Account, Balance, LeverageBracket } from './account.ts';
import type { BrokerError } from './broker-error.ts';
import type { BrokerEvent } from './broker-event.ts';
import type { Capability } from './capabilities.ts';
import type { Decimal } from './decimal.ts';
import type { Fill, Income } from './fill.ts';
import type { BrokerId, ClientOrderId, VenueOrderId } from './ids.ts';
import type { Instrument } from './instrument.ts';
import type { AmendRequest, OrderRequest } from './order-request.ts';
import type { Order } from './order.ts';
import type { MarginType, Position, PositionMode } from './position.ts';
import type { PositionSide } from './side.ts';
import type { Validity } from './validity.ts';

/** Where an account is: real money, an exchange’s demo, or a simulation. */
export const ENVIRONMENTS = ['live', 'demo', 'paper'] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

/** Aborting stops the waiting; it does not undo. A write aborted after it was sent throws with outcome `unknown`. */
export interface CallOptions {
  readonly abortSignal?: AbortSignal;
}
export interface WriteOptions extends CallOptions {
  /** Default: from now on, for the adapter's own receive window. */
  readonly validity?: Validity;
}
/** Which order: by our id, or by the exchange's. */
export type OrderRef = { readonly symbol: string } & (
  | { readonly clientOrderId: ClientOrderId; readonly venueOrderId?: never }
  | { readonly venueOrderId: VenueOrderId; readonly clientOrderId?: never }
);
/** Unix ms, both ends included; `limit` keeps the newest. */
export interface HistoryQuery extends CallOptions {
  readonly symbol?: string;
  readonly fromAt?: number;
  readonly untilAt?: number;
  readonly limit?: number;
}
/** What a look over all of the exchange's order services found, and the server time read from the answer (Unix ms). */
export interface OrderLookup {
  readonly order: Order | null;
  readonly serverAt: number;
}
export interface ClosePositionOptions extends WriteOptions {
  readonly clientOrderId: ClientOrderId;
  /** Needed in hedge mode. */
  readonly positionSide?: PositionSide;
  /** Of the position, > 0 and ≤ 1; default all. Rounded down to the step. */
  readonly fraction?: Decimal;
  /** Base asset, > 0; not with `fraction`. */
  readonly quantity?: Decimal;
}
export type BatchResult =
  | { readonly ok: true; readonly order: Order }
  | { readonly ok: false; readonly error: BrokerError };

/**
 * One account at one exchange.
 *
 * Every failure is a {@link BrokerError}. Before `connect()` each method throws `not-connected` (not-sent). A method makes
 * one request, never re-sends a write and never waits for proof: that is its caller's work. What the exchange cannot do
 * throws `unsupported` (not-sent); nothing is silently downgraded.
 *
 * Any read may throw `timeout`, `network`, `rate-limited` or `overloaded`, and may be repeated. Any write may throw
 * `timeout`, `network`, `aborted` or `venue-error` with outcome `unknown`: look it up by its client order id, never send
 * it again. `rate-limited`, `overloaded` and `clock` on a write are proof that it was not executed.
 */
export interface Broker {
  /** The account's name in the configuration. */
  readonly id: BrokerId;
  /** The exchange, e.g. `binance`, `paper`. */
  readonly venue: string;
  readonly environment: Environment;
  /** What it can do beyond the contract's core. Constant. */
  readonly capabilities: ReadonlySet<Capability>;
  readonly isConnected: boolean;

  /**
   * Loads instruments and account, starts the account stream. Twice is once; after `close()` it connects anew.
   *
   * @throws {BrokerError} `not-authorized`, `account-not-supported` (rejected); `network`, `timeout`.
   */
  connect(options?: CallOptions): Promise<void>;
  /** Resolves with the round trip in ms when the exchange answers and accepts the credentials; changes nothing. */
  testConnection(options?: CallOptions): Promise<{ readonly roundTripMs: number }>;
  /** Stops streams and timers, ends the watchers. Orders and positions stay. Twice is once. */
  close(): Promise<void>;
  /** `close()`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;

  /** The exchange's time (Unix ms), read from an answer. */
  getServerTime(options?: CallOptions): Promise<number>;
  /** All linear perpetuals that the exchange lists; may be some minutes old. */
  getInstruments(options?: CallOptions): Promise<readonly Instrument[]>;
  /** @throws {BrokerError} `unknown-symbol`. */
  getInstrument(symbol: string, options?: CallOptions): Promise<Instrument>;
  /** Quote asset; not necessarily on the tick. @throws {BrokerError} `unknown-symbol`. */
  getMarkPrice(symbol: string, options?: CallOptions): Promise<Decimal>;

  /** Equity, margin and balances of the account as a whole. */
  getAccount(options?: CallOptions): Promise<Account>;
  /** All zero where the account holds none of the asset. */
  getBalance(asset: string, options?: CallOptions): Promise<Balance>;
  /** Positions that are not flat. */
  getPositions(options?: CallOptions): Promise<readonly Position[]>;
  /**
   * `null` when flat. `positionSide` is needed in hedge mode.
   *
   * @throws {BrokerError} `unknown-symbol`; `invalid-request` in hedge mode without a side; `position-mode-mismatch` for a
   *   side that the account's mode does not have: that is not flat.
   */
  getPosition(symbol: string, positionSide?: PositionSide, options?: CallOptions): Promise<Position | null>;
  /** Smallest notional first, without gaps. */
  getLeverageBrackets(symbol: string, options?: CallOptions): Promise<readonly LeverageBracket[]>;
  /** Whole number ≥ 1: what the next position of the symbol gets. */
  getLeverage(symbol: string, options?: CallOptions): Promise<number>;
  /** What the next position of the symbol gets. */
  getMarginType(symbol: string, options?: CallOptions): Promise<MarginType>;
  /** Of the account, for all symbols. */
  getPositionMode(options?: CallOptions): Promise<PositionMode>;
  /**
   * Whole number ≥ 1, for both sides of the symbol. Setting what is set already resolves.
   *
   * @throws {BrokerError} `leverage-too-high`, `insufficient-margin`; `has-open-exposure` where an isolated position
   *   keeps it from being lowered; `invalid-request` (not-sent).
   */
  setLeverage(symbol: string, leverage: number, options?: WriteOptions): Promise<void>;
  /**
   * Setting what is set already resolves.
   *
   * @throws {BrokerError} `has-open-exposure` while the symbol has a position or orders; `invalid-request` (not-sent).
   */
  setMarginType(symbol: string, marginType: MarginType, options?: WriteOptions): Promise<void>;
  /**
   * For the whole account. Setting what is set already resolves.
   *
   * @throws {BrokerError} `has-open-exposure` while anything is open; `invalid-request` (not-sent).
   */
  setPositionMode(mode: PositionMode, options?: WriteOptions): Promise<void>;

  /**
   * Places one order, plain or conditional, and resolves when the exchange has acknowledged it (not when it fills).
   *
   * Quantities (base asset) and prices (quote asset) must already sit on the instrument's steps. The result may already be
   * filled; its `averageFillPrice` may be `null` all the same: fills tell it. Aborting does not cancel the order.
   *
   * @throws {BrokerError} `insufficient-margin`, `below-minimum`, `would-trigger-immediately`, … (rejected, or not-sent
   *   where the adapter sees it first); `validity-expired` (rejected); `duplicate-client-order-id` (unknown: look it up).
   * @example
   * const order = await broker.placeOrder({
   *   type: 'limit', symbol: 'BTCUSDT', side: 'buy', positionSide: 'net', quantity, price, clientOrderId,
   * });
   */
  placeOrder(request: OrderRequest, options?: WriteOptions): Promise<Order>;
  /**
   * Places several, not as one: some may be refused. One result per request, in their order; a failed batch as a whole
   * throws. An `ok: false` has an outcome of its own.
   */
  placeOrders(requests: readonly OrderRequest[], options?: WriteOptions): Promise<readonly BatchResult[]>;
  /**
   * Gives a resting limit order another quantity and price; it keeps its ids and queues anew. A quantity that is filled
   * already cancels the rest.
   *
   * @throws {BrokerError} `order-not-open`, `order-not-found` (look how it ended).
   */
  amendOrder(request: AmendRequest, options?: WriteOptions): Promise<Order>;
  /**
   * Resolves with the order as it ended; what had filled before stays filled.
   *
   * @throws {BrokerError} `order-not-found`, `order-not-open`: look whether it filled. An exchange may not tell them apart.
   */
  cancelOrder(order: OrderRef, options?: WriteOptions): Promise<Order>;
  /**
   * Cancels plain and conditional orders of the symbol, or of the account where none is given. Resolves with those
   * canceled.
   */
  cancelAllOrders(symbol?: string, options?: WriteOptions): Promise<readonly Order[]>;
  /**
   * Closes one position, or a part, by a market order that can only reduce.
   *
   * @throws {BrokerError} `reduce-only-rejected` when it is flat already; `above-maximum` above the largest market order;
   *   `position-mode-mismatch` for a side that the account's mode does not have; `invalid-request` (not-sent) in hedge
   *   mode without a side, or for a fraction that is not above 0 and at most 1.
   */
  closePosition(symbol: string, options: ClosePositionOptions): Promise<Order>;
  /**
   * The exchange cancels the symbol's resting orders unless this is called again within `timeoutMs` (whole number); 0
   * switches it off. Whether it cancels conditional orders that wait, stops among them, is the exchange's affair: do not
   * count on either.
   */
  setDeadMansSwitch(symbol: string, timeoutMs: number, options?: WriteOptions): Promise<void>;

  /** @throws {BrokerError} `order-not-found`. */
  getOrder(order: OrderRef, options?: CallOptions): Promise<Order>;
  /**
   * Looks in every order service and in history; "not found" is an answer, not an error. It proves absence only where
   * `serverAt` is past the validity of the request that may have placed the order.
   */
  findOrder(order: OrderRef, options?: CallOptions): Promise<OrderLookup>;
  /** Plain and conditional orders of the symbol, or of the account. */
  getOpenOrders(symbol?: string, options?: CallOptions): Promise<readonly Order[]>;
  /** Oldest first; how far back it reaches is the exchange's affair. */
  getOrderHistory(query?: HistoryQuery): Promise<readonly Order[]>;
  /** Oldest first. */
  getFills(query?: HistoryQuery): Promise<readonly Fill[]>;
  /** Oldest first. */
  getIncome(query?: HistoryQuery): Promise<readonly Income[]>;

  /**
   * Events of this account from the call on, until aborted or closed. Each watcher gets all of them, each trade once.
   * After a gap it yields `stream-gap`: with `changes` they are all there was, without them read the state anew.
   *
   * @throws {BrokerError} `not-connected`.
   */
  watchAccount(options?: CallOptions): AsyncIterable<BrokerEvent>;
}
