import { Kysely } from 'kysely';
import { realpathSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import type { Journal } from '../port/journal.ts';
import { createSqlJournal } from '../sql/create-sql-journal.ts';
import { type Migration, MIGRATIONS } from '../sql/migrations.ts';
import type { JournalTables } from '../sql/tables.ts';
import { systemNow } from '../system-now.ts';
import { systemLater, systemTurn } from '../system-timers.ts';
import { assertSafeSqlite } from './assert-safe-sqlite.ts';
import { createBallast } from './ballast.ts';
import { watchFiles } from './file-watch.ts';
import { createSqliteEngine } from './create-sqlite-engine.ts';
import { createNodeSqliteDialect } from './dialect.ts';
import { takeInstanceLock } from './instance-lock.ts';
import { loadNodeSqlite, type NodeSqlite, sqliteVersion } from './node-sqlite.ts';
import { openDatabase } from './open-database.ts';
import { ensurePrivateFile } from './private-file.ts';
import { type OwnerName, systemOwner } from './system-owner.ts';
import { openInThread } from './thread/open-in-thread.ts';
import { toJournalError } from './to-journal-error.ts';

export interface SqliteJournalOptions {
  /** Made if missing, in a folder that exists. SQLite keeps `-wal` and `-shm` beside it, the guard `.lock` and `.owner`. */
  readonly path: string;
  /**
   * Reads a journal beside the program that holds it, or one that cannot be written: takes no lock, changes nothing.
   * Default: false.
   */
  readonly readOnly?: boolean;
  /** Unix ms; stamps `updatedAt`. Default: the system's clock. */
  readonly now?: () => number;
  /** Who a second opener is told of. Default: this process. */
  readonly owner?: OwnerName;
  /** Bytes kept on the disk in `<path>.ballast`, freed for exits when it is full. Default: 0, none. */
  readonly ballastBytes?: number;
  /**
   * Does its work in a thread of its own: the event loop waits neither for the disk nor for SQL, for some 30 MB more of
   * memory. A reader has none. Default: false.
   */
  readonly inThread?: boolean;
}

/** What only tests set. */
export interface Internals {
  readonly migrations?: readonly Migration[];
  readonly onOpen?: (database: DatabaseSync) => void;
  readonly turn?: (work: () => void) => void;
  readonly later?: (work: () => void) => void;
  /** Of SQLite. */
  readonly version?: string;
}

/**
 * Opens a journal in a SQLite file, durable with each resolved method, for one process at a time.
 *
 * Checks the file, brings its schema to this version, and keeps every other opener out until it is closed or its process ends.
 *
 * @throws {JournalError} `held` (names the holder), `newer-version`, `corrupt`, `unsafe-sqlite`, `disk-full`, `read-only`, `io`.
 * @example const journal = await openSqliteJournal({ path: 'perpdesk.db' })
 */
export function openSqliteJournal(options: SqliteJournalOptions): Promise<Journal> {
  const {
    path,
    inThread = false,
    readOnly = false,
    now = systemNow,
    owner = systemOwner(),
    ballastBytes = 0,
  } = options;
  if (!inThread || readOnly) return openWithInternals(options, {});
  return openInThread({ path, now, owner, ballastBytes });
}

export async function openWithInternals(options: SqliteJournalOptions, internals: Internals): Promise<Journal> {
  const sqlite = await loadNodeSqlite();
  // the bug is in writing
  if (options.readOnly !== true) assertSafeSqlite(internals.version ?? sqliteVersion(sqlite));
  try {
    return open(sqlite, options, internals);
  } catch (error) {
    throw toJournalError(error, options.path);
  }
}

function open(sqlite: NodeSqlite, options: SqliteJournalOptions, internals: Internals): Journal {
  const { readOnly = false, now = systemNow, owner = systemOwner(), ballastBytes = 0 } = options;
  const { turn = systemTurn, later = systemLater } = internals;
  if (!readOnly) ensurePrivateFile(options.path);
  // one file has one lock, by whatever name it is opened
  const path = realpathSync(options.path);
  const lock = readOnly ? null : takeInstanceLock(sqlite, path, { ...owner, startedAt: now() });
  try {
    const database = openDatabase(sqlite, { path, readOnly, migrations: internals.migrations ?? MIGRATIONS });
    // a reader changes nothing that could be lost
    const assertThere = readOnly ? () => {} : watchFiles(path, [`${path}.lock`, `${path}-wal`]);
    internals.onOpen?.(database);
    const kysely = new Kysely<JournalTables>({ dialect: createNodeSqliteDialect(database, path) });
    const ballast = createBallast(`${path}.ballast`, readOnly ? 0 : ballastBytes, now);
    const close = async () => {
      try {
        await kysely.destroy();
      } finally {
        lock?.release();
      }
    };
    const engine = { database: kysely, readOnly, ballast, now, turn, later, assertThere, close };
    return createSqlJournal(createSqliteEngine(engine), now);
  } catch (error) {
    lock?.release();
    throw error;
  }
}
