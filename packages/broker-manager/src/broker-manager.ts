import type { Broker, BrokerError, BrokerEvent, BrokerId, MarginType, PositionMode } from '@perpdesk/broker-core';
import type { AccountView, BrokerHealth } from './account-view.ts';

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
export type ManagedResult<T> =
  | { readonly brokerId: BrokerId; readonly ok: true; readonly value: T }
  | { readonly brokerId: BrokerId; readonly ok: false; readonly error: BrokerError };

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

/** Many accounts as one: connects them, keeps their state in memory, hands on their events. Knows no intents. */
export interface BrokerManager {
  /** Adds an account; it is not connected by that. @throws {RangeError} if the id is taken. */
  add(broker: Broker, settings?: BrokerSettings, options?: AddOptions): void;
  /** Closes and forgets it. */
  remove(id: BrokerId): Promise<void>;
  /** @throws {BrokerError} `invalid-request` naming the ids that exist. */
  get(id: BrokerId): Broker;
  /** @throws {BrokerError} `invalid-request` naming the ids that exist. */
  view(id: BrokerId): AccountView;
  readonly ids: readonly BrokerId[];
  /**
   * Connects all side by side: settings, stream, snapshot. One that fails or hangs holds up nobody and is tried again with
   * backoff; a report comes for each, and one that is connected already says so again. Never rejects.
   */
  connectAll(options?: ConnectAllOptions): Promise<readonly ConnectReport[]>;
  /** Reads instruments, account, positions and open orders anew. */
  refresh(id: BrokerId): Promise<void>;
  /** A result per account, never one error for all. */
  onAll<T>(operation: (broker: Broker) => Promise<T>): Promise<readonly ManagedResult<T>[]>;
  health(): readonly BrokerHealth[];
  /** Called with every event after the view was updated, in order per account. Returns the unsubscribe. */
  subscribe(listener: (event: ManagedEvent) => void): () => void;
  close(): Promise<void>;
}
