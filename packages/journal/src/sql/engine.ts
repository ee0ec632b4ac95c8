import type { DatabaseConnection, RawBuilder, SqlBool } from 'kysely';
import type { WriteState } from '../port/write-state.ts';
import type { KnownStatements } from './known-statements.ts';
import type { Database, JournalTransaction } from './tables.ts';

/** What differs between the engines inside a transaction. */
export interface SqlTraits {
  /** The database's time, Unix ms. */
  now(): RawBuilder<number>;
  /** Membership with one parameter, however long the list: the statement's text stays the same. */
  isOneOf(column: string, values: readonly string[]): RawBuilder<SqlBool>;
  /** Ends a select that is followed by a write to the row: nobody else may change it in between. */
  readonly rowLock: 'none' | 'for-update';
  /**
   * Statements of a transaction may be sent before the one before is answered: they are answered in order, and once one has
   * failed, none does anything until the transaction ends. (SQLite ends it by itself after some failures.)
   */
  readonly sendsAhead: boolean;
  /** Says that a row was refused because what it belongs to is not there; `null`: that has to be looked for before. */
  readonly isOrphan: ((error: unknown) => boolean) | null;
  /** Lets one transaction after the other append to the audit chain. */
  lockAudit(trx: JournalTransaction): Promise<void>;
}

/**
 * `alert`: an alert of a route, which may be refused while the disk is full so that exits still fit. `patient`: nothing
 * hurries, so that it may be gathered with others.
 */
export type WriteKind = 'alert' | 'other' | 'patient';

/** An open database behind the port. */
export interface SqlEngine {
  readonly traits: SqlTraits;
  /** Transactions take effect in the order they were asked for. */
  readonly keepsOrder: boolean;
  read<Result>(work: (database: Database) => Promise<Result>): Promise<Result>;
  /** One durable transaction. The work may run again where the database had to take it back. */
  transact<Result>(work: (trx: JournalTransaction) => Promise<Result>, kind: WriteKind): Promise<Result>;
  /** Reads of one moment. */
  snapshot<Result>(work: (trx: JournalTransaction) => Promise<Result>): Promise<Result>;
  writeState(): WriteState;
  /** Waits for what is under way. */
  close(): Promise<void>;
}

/** A transaction and what stands around it. */
export interface SqlScope {
  readonly trx: JournalTransaction;
  /** The transaction's. */
  readonly connection: DatabaseConnection;
  readonly traits: SqlTraits;
  readonly statements: KnownStatements;
  /** Unix ms; stamps `updatedAt`. */
  readonly at: number;
}
