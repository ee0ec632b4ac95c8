import type {
  Account,
  Broker,
  BrokerError,
  BrokerEvent,
  BrokerId,
  CallOptions,
  Decimal,
  MarginType,
  Position,
  PositionMode,
} from '@perpdesk/broker-core';
import type { AccountView, BrokerHealth } from './account-view.ts';
import type { BrokerOperation, ManagedResult, OnAllOptions } from './on-all.ts';
import type { SyncReport } from './position-driver.ts';
import type { Totals, TotalOptions } from './total-of.ts';

/** What is set on an account when it connects; what is left out stays as it is at the exchange. */
export interface BrokerSettings {
  readonly leverage?: number;
  readonly marginType?: MarginType;
  readonly positionMode?: PositionMode;
  readonly symbols?: Readonly<Record<string, { readonly leverage?: number; readonly marginType?: MarginType }>>;
  /** Instruments to which `leverage` and `marginType` are applied: those that routes trade. */
  readonly tradedSymbols?: readonly string[];
}

export interface SettingReport {
  readonly setting: string;
  readonly result: 'set' | 'already-so' | 'refused';
  readonly detail: string;
}
export interface ConnectReport {
  readonly brokerId: BrokerId;
  readonly ok: boolean;
  readonly error: BrokerError | null;
  readonly settings: readonly SettingReport[];
}
export interface ManagedEvent {
  readonly brokerId: BrokerId;
  readonly event: BrokerEvent;
}
export interface AddOptions {
  /**
   * Asked at each connect, before anything is set on the account. What it throws refuses the account: it is not ready, and
   * is tried again later.
   */
  readonly admit?: (broker: Broker, abortSignal: AbortSignal) => Promise<void>;
}

export interface ConnectAllOptions {
  /** Stops the waiting; what is not connected by then is reported so and goes on being tried. */
  readonly abortSignal?: AbortSignal;
  /** Only these. Default: all. @throws {BrokerError} `invalid-request` for one that does not exist. */
  readonly ids?: readonly BrokerId[];
}

export interface WriteOnAllOptions extends OnAllOptions {
  /** Names what is asked for, 1 to 24 characters of a client order id: the same name again sends nothing twice. */
  readonly name: string;
}

/** What became of one instrument's positions. */
export type ClosingReport = { readonly symbol: string } & (
  | { readonly ok: true; readonly report: SyncReport }
  | { readonly ok: false; readonly error: BrokerError }
);

/** Many accounts as one: connects them, keeps their state in memory, hands on their events. Knows no intents. */
export interface BrokerManager {
  /** Adds an account; it is not connected by that. @throws {RangeError} if the id is taken. */
  add(broker: Broker, settings?: BrokerSettings, options?: AddOptions): void;
  /** Closes and forgets it. */
  remove(id: BrokerId): Promise<void>;
  /** @throws {BrokerError} `invalid-request` naming the ids that exist. */
  get(id: BrokerId): Broker;
  /** The same for as long as the account is there. @throws {BrokerError} `invalid-request` naming the ids that exist. */
  view(id: BrokerId): AccountView;
  readonly ids: readonly BrokerId[];
  /**
   * Connects all side by side: settings, stream, snapshot. One that fails or hangs holds up nobody and is tried again with
   * backoff; a report comes for each, and one that is connected already says so again. Never rejects.
   */
  connectAll(options?: ConnectAllOptions): Promise<readonly ConnectReport[]>;
  /**
   * Lets another broker of the same account take the place of the one that is there, with other keys say. It is connected
   * and read beside it, nothing is written by it, and it takes over where it shows the same account: then events and calls go over it, a
   * `stream-gap` tells listeners to look, and the one before is closed once what it was asked is answered. What could not be
   * set over that one is set now. Until then, and where it fails, all is as before. Rejects for an id that does not exist alone.
   */
  replace(id: BrokerId, broker: Broker, options?: AddOptions): Promise<ConnectReport>;
  /**
   * Sets an account that is there already: what differs is written, and reported as at the connect. What cannot be set now
   * is with the next connect. Rejects for an id that does not exist alone.
   */
  configure(id: BrokerId, settings: BrokerSettings): Promise<ConnectReport>;
  /** Reads instruments, account, positions and open orders anew. */
  refresh(id: BrokerId): Promise<void>;
  /** Reads the instruments alone anew, as every `reconcileMs`: where an order was refused for a rule, say. */
  refreshInstruments(id: BrokerId): Promise<void>;
  /**
   * An order was refused for its time: asks for the exchange's time at once and believes the answer whole, so that the next
   * one can be signed by it. Rejects for an id that does not exist alone.
   */
  measureClock(id: BrokerId): Promise<void>;
  /**
   * Asks all side by side: a result per account, in their order, never one error for all. One that hangs counts as timed out
   * after `timeoutMs`, and delays no other's work. Rejects for nothing but an id that does not exist.
   */
  onAll<T>(operation: BrokerOperation<T>, options?: OnAllOptions): Promise<readonly ManagedResult<T>[]>;
  /** As the exchanges say now; the views have what was heard last. */
  getAllPositions(options?: OnAllOptions): Promise<readonly ManagedResult<readonly Position[]>[]>;
  /** As the exchanges say now. */
  getAllAccounts(options?: OnAllOptions): Promise<readonly ManagedResult<Account>[]>;
  /** What all accounts are worth together, as the exchanges say now; see `totalOf`. */
  getTotals(options: OnAllOptions & TotalOptions): Promise<Totals>;
  /** Reads, and sets where it is another: set, already so, or refused. */
  setLeverageOnAll(
    symbol: string,
    leverage: number,
    options?: OnAllOptions,
  ): Promise<readonly ManagedResult<SettingReport>[]>;
  /**
   * Brings each account's position to `target` (base asset, signed, 0 flat; taken down to the step) with the market orders
   * that are needed and no other: what reduces goes first and can only reduce, what opens goes when a read shows that
   * nothing stands against it. In hedge mode the other side is closed.
   *
   * Orders go through the manager's gate. Without one they are sent at most once: an order of the same `name` that the
   * exchange has is taken for done, one of which this process does not know what became is not sent again. After a crash
   * within its validity only a gate that marks orders before they are sent can say that.
   */
  syncPosition(
    symbol: string,
    target: Decimal,
    options: WriteOnAllOptions,
  ): Promise<readonly ManagedResult<SyncReport>[]>;
  /** Brings all positions to zero, as `syncPosition` does; a report for each instrument that is held. Cancels no order. */
  closeAllPositions(options: WriteOnAllOptions): Promise<readonly ManagedResult<readonly ClosingReport[]>[]>;
  /** How each account is now. */
  health(): readonly BrokerHealth[];
  /** Called when an account's health is another, and after each read of it. Returns the unsubscribe. */
  watchHealth(listener: (health: BrokerHealth) => void): () => void;
  /** Called with every event after the view was updated, in order per account. Returns the unsubscribe. */
  subscribe(listener: (event: ManagedEvent) => void): () => void;
  /** The events of all accounts from the call on, until aborted or closed; read them, or leave the loop. */
  events(options?: CallOptions): AsyncIterable<ManagedEvent>;
  /** Closes every broker and ends the events. Orders and positions stay. */
  close(): Promise<void>;
}
