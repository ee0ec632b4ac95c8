import type { Decimal, PositionSide } from '@perpdesk/broker-core';
import type { FaultRule } from './faults/fault-rule.ts';
import type { FaultPlan, FiredFault } from './faults/fault-store.ts';
import type { VenueKeyOptions } from './options.ts';
import type { VenueState } from './venue-state.ts';

/** What goes wrong, for tests. */
export interface VenueFaults {
  /** Adds a rule behind those that are there; the first that fits a call is used. */
  add(rule: FaultRule): void;
  /** Asked for every call and event before the rules are; `null` takes it away. See `createFaultPlan`. */
  plan(plan: FaultPlan | null): void;
  /** Forgets the rules and the plan. */
  clear(): void;
  /** What happened so far, the oldest first. */
  readonly fired: readonly FiredFault[];
}

/** What tests and the control doors can do to the exchange. */
export interface VenueControls {
  /** Quote asset; without `mark` the mark price follows the last one. @throws {RangeError} */
  setPrice(symbol: string, last: Decimal, mark?: Decimal): void;
  /** Base asset, the most that one order fills at its arrival and at each price; `null` for no bound. */
  setLiquidity(quantity: Decimal | null): void;
  readonly faults: VenueFaults;
  /** Moves the exchange's time by `ms`, on top of what it was moved before. */
  skewClock(ms: number): void;
  /** How far the exchange's time is from the machine's, and what it is now; Unix ms. */
  clock(): { readonly now: number; readonly offsetMs: number };
  /** The ledger of the account of that name; without a name, of the first one. @throws {RangeError} */
  state(accountName?: string): VenueState;
  /** All listen keys are over. */
  expireListenKeys(): void;
  /** Cuts the connections of all account streams; new ones come up. */
  cutStreams(): void;
  /** @throws {RangeError} */
  haltSymbol(symbol: string, isHalted: boolean): void;
  /** Every position of the symbol pays or gets funding; `rate` is a fraction, above zero long pays. @throws {RangeError} */
  fund(symbol: string, rate: Decimal): void;
  /** Closes a position of the account by the exchange's own order. @throws {RangeError} */
  deleverage(accountName: string, symbol: string, positionSide: PositionSide): void;
  /**
   * While it holds, conditional orders that trigger stay in TRIGGERING: they do not execute and cannot be canceled. Letting go
   * executes them at the price of that moment.
   */
  holdTriggers(isHeld: boolean): void;
  /** One more key of the account. @throws {RangeError} if somebody has it. */
  addKey(accountName: string, key: VenueKeyOptions): void;
  /** Calls with it are refused (-2015) from now on. Streams that stand go on. */
  revokeKey(apiKey: string): void;
  /** Forgets weights and order counts, lifts a ban. */
  clearLimits(): void;
}

/** A running exchange on loopback. */
export interface BinanceVenue extends VenueControls, AsyncDisposable {
  /** `http://127.0.0.1:<port>`: base of `/fapi/…` and `/sapi/…`. */
  readonly url: string;
  /** `ws://127.0.0.1:<port>`: base of the streams and of `/ws-fapi/v1`. */
  readonly wsUrl: string;
  readonly port: number;
  /** Cuts every connection. */
  close(): Promise<void>;
}
