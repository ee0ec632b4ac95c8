import type { CommitResult, JournalChange } from './change.ts';
import type { AuditRow, ConfirmRow, UpdateRow } from './chat-rows.ts';
import type { IntentRow, IntentState } from './intent-row.ts';
import type { FillRow, LedgerRow, StreamRow } from './ledger-row.ts';
import type { LeaseAnswer, LeaseRequest } from './lease-row.ts';
import type { OutboxDepth, OutboxMessage, OutboxRow } from './outbox-row.ts';
import type { PruneBefore } from './prune-before.ts';
import type { SignalRow, SignalState } from './signal-row.ts';
import type { WriteState } from './write-state.ts';

export interface SignalFilter {
  readonly ids?: readonly string[];
  readonly keys?: readonly string[];
  readonly states?: readonly SignalState[];
  readonly stream?: string;
  readonly source?: string;
  /** Received then or later, Unix ms. */
  readonly receivedFrom?: number;
  /** Received then or earlier, Unix ms. */
  readonly receivedTo?: number;
  /** Newest first, at most so many; without it all, oldest first. */
  readonly newest?: number;
}
export interface IntentFilter {
  readonly ids?: readonly string[];
  readonly signalIds?: readonly string[];
  readonly states?: readonly IntentState[];
  readonly brokerId?: string;
  readonly clientOrderId?: string;
  /** Unix ms: changed then or later. */
  readonly updatedFrom?: number;
}
export interface FillFilter {
  readonly brokerId?: string;
  readonly symbol?: string;
  readonly intentId?: string;
  /** Executed then or later, Unix ms of the exchange. */
  readonly venueFrom?: number;
  /** Executed then or earlier, Unix ms of the exchange. */
  readonly venueTo?: number;
  readonly newest?: number;
}
export interface OutboxFilter {
  /** Pending rows that may be sent at this time (Unix ms). */
  readonly dueAt?: number;
  readonly target?: string;
  readonly thread?: string;
  readonly limit?: number;
}

export interface CommitOptions {
  /** Nothing hurries: it may be gathered for some milliseconds with what else is to be written. Default: false. */
  readonly isPatient?: boolean;
}

/**
 * What must survive a crash, where it lasts. Every method but `prune` and the last two is one transaction and durable
 * (synced to the disk) when it resolves.
 *
 * Where one rejects, nothing of it was written; only with the error's `outcome` `unknown` (a lost connection) it may have
 * been: ask by key or version before doing it again.
 *
 * @throws {JournalError} from every method: `closed`, `held`, `disk-full`, `read-only`, `io`, `gone`, `corrupt`, `unreachable`.
 */
export interface Journal {
  /** What it holds outlives the process. */
  readonly isLasting: boolean;
  /**
   * Stores an alert and its messages unless its key is known.
   *
   * A known key changes nothing and yields the row that stands, so that a repeat can be given the same answer.
   *
   * @throws {JournalError} `id-taken`: a signal with another key has this id; nothing was stored, a new id will do.
   */
  acceptSignal(
    row: SignalRow,
    messages: readonly OutboxMessage[],
  ): Promise<{ readonly fresh: boolean; readonly row: SignalRow }>;
  /** Applies all changes, or none. What was asked for before of the same rows is never overtaken. */
  commit(changes: readonly JournalChange[], options?: CommitOptions): Promise<CommitResult>;

  /** Rows of the inbox that fit. */
  listSignals(filter: SignalFilter): Promise<readonly SignalRow[]>;
  /** Oldest first. */
  listIntents(filter: IntentFilter): Promise<readonly IntentRow[]>;
  /** Fills that fit. */
  listFills(filter: FillFilter): Promise<readonly FillRow[]>;
  /** All streams and what they own. */
  readLedger(): Promise<{ readonly streams: readonly StreamRow[]; readonly ledger: readonly LedgerRow[] }>;

  /**
   * Pending messages: critical first, then in order of writing.
   *
   * With `thread`: all of that thread in order of writing, sent and dead ones too.
   */
  listOutbox(filter: OutboxFilter): Promise<readonly OutboxRow[]>;
  /** How much waits to be told. */
  outboxDepth(): Promise<OutboxDepth>;

  /** Stores updates that are not known yet; resolves with how many were new. */
  acceptUpdates(rows: readonly UpdateRow[]): Promise<number>;
  /** Updates that were stored and are not done. */
  listPendingUpdates(): Promise<readonly UpdateRow[]>;
  /** `null` for a nonce that is not known. */
  getConfirm(nonce: string): Promise<ConfirmRow | null>;

  /** Flags by name: pause, panic block, refused chats. */
  readFlags(): Promise<Readonly<Record<string, string>>>;
  /** Newest first. */
  listAudit(newest: number): Promise<readonly AuditRow[]>;
  /**
   * Removes what ended before the time (Unix ms), of each table its own, and resolves with how many rows that were. A part
   * at a time, each a transaction: other work goes on between them.
   *
   * A signal goes with its intents and their fills once all of them have ended, but for the newest of a stream that owns
   * something; messages once sent or dead; updates once
   * done; confirms once expired, unless one is executing. The audit chain is cut at its old end, only where it is named,
   * and keeps its newest row. Streams go only where they are named, with their ledger rows: those whose strategy stood flat
   * and fired before the time, of which nothing is owned and neither a signal nor an intent is left. Flags and leases stay.
   */
  prune(before: number | PruneBefore): Promise<number>;
  /**
   * Takes a lease, keeps it, or gives it back.
   *
   * It is had by an owner that has it already, or where nobody has it any more; else the answer names who does.
   */
  lease(request: LeaseRequest): Promise<LeaseAnswer>;

  /** What the last writes said; asks nothing of the database and never throws. */
  writeState(): WriteState;
  /** Ends what is under way and lets the file or the connections go. */
  close(): Promise<void>;
}
