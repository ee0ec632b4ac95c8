import {
  AbortedTransactionError,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import { JournalError } from '../port/journal-error.ts';
import { isNativeError } from 'node:util/types';
import { TIMELINE } from './timeline.ts';
import { isTakenBack } from './to-journal-error.ts';
import type { Pool, Session } from './pool.ts';

/** As the server has it. */
export interface TransactionName {
  readonly number: string;
  readonly timeline: string;
}

/** Says what became of a transaction whose COMMIT got no answer. */
export type FindFate = (transaction: TransactionName) => Promise<'committed' | 'aborted' | 'unknown'>;

/** For a row that another session has: what waits behind it must not wait for long. */
const LOCK_MS = 2_000;
/** It waits for nothing on the server: a line over which it takes longer is dead, and a stop must not wait for it. */
const BEGIN_MS = 4_000;

export function createPostgresDialect(pool: Pool, findFate: FindFate): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new PostgresSessionDriver(pool, findFate),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (db) => new PostgresIntrospector(db),
  };
}

class SessionConnection implements DatabaseConnection {
  readonly session: Session;
  /** The one that runs. */
  transaction: TransactionName | null = null;

  constructor(session: Session) {
    this.session = session;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const { rowCount, rows, command } = await this.session.query(query.sql, query.parameters);
    const isWrite = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE';
    return { rows: toRows<Row>(rows), ...(isWrite ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}) };
  }

  streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('The journal reads in pages.');
  }
}

/** What the query selects is Kysely's promise, not the driver's. */
function toRows<Row>(rows: unknown): Row[];
function toRows(rows: unknown): unknown {
  return rows;
}

class PostgresSessionDriver implements Driver {
  readonly #pool: Pool;
  readonly #findFate: FindFate;

  constructor(pool: Pool, findFate: FindFate) {
    this.#pool = pool;
    this.#findFate = findFate;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return new SessionConnection(await this.#pool.connect());
  }

  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const own = ownOf(connection);
    const { isolationLevel = 'read committed', accessMode = 'read write' } = settings;
    const begin = `begin isolation level ${isolationLevel} ${accessMode}`;
    if (accessMode === 'read only') {
      await own.session.query(begin, []);
      return;
    }
    const named = `${begin}; set local lock_timeout = ${LOCK_MS}; select pg_current_xact_id()::text as number, ${TIMELINE} as timeline`;
    const { rows } = await own.session.query(named, [], BEGIN_MS).catch(async (error: unknown) => {
      // it may have begun, and nobody else ends it
      await this.rollbackTransaction(connection);
      throw error;
    });
    own.transaction = { number: `${rows[0]?.['number']}`, timeline: `${rows[0]?.['timeline']}` };
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    const { session, transaction } = ownOf(connection);
    try {
      const { command } = await session.query('commit', []);
      if (command === 'ROLLBACK') throw new AbortedTransactionError();
    } catch (error) {
      if (transaction === null || error instanceof AbortedTransactionError || isTakenBack(error)) throw error;
      const fate = await this.#findFate(transaction);
      if (fate === 'committed') return;
      if (fate === 'aborted') throw error;
      throw new JournalError(
        'unreachable',
        `${isNativeError(error) ? error.message : 'The commit failed.'} Whether the last change was written is not known: look it up before doing it again.`,
        { cause: error, outcome: 'unknown' },
      );
    }
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await ownOf(connection).session.query('rollback', []);
    } catch (error) {
      // the connection is gone, and with it the transaction
      if (!JournalError.is(error)) throw error;
    }
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    ownOf(connection).session.release();
  }

  /** Whoever made the pool ends it: Kysely does not call this where no query was made. */
  async destroy(): Promise<void> {}
}

function ownOf(connection: DatabaseConnection): SessionConnection {
  if (connection instanceof SessionConnection) return connection;
  throw new TypeError('A connection of another driver.');
}
