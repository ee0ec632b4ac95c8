import { existsSync, rmSync, statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { isNativeError } from 'node:util/types';
import { JournalError } from '../port/journal-error.ts';
import { keepOlder } from './keep-older.ts';
import { migrate, readVersion } from './migrate.ts';
import type { Migration } from '../sql/migrations.ts';
import type { NodeSqlite } from './node-sqlite.ts';

export interface OpenOptions {
  readonly path: string;
  readonly readOnly: boolean;
  readonly migrations: readonly Migration[];
}

/** Primary result codes. */
const READ_ONLY = 8;
const CANNOT_OPEN = 14;

/** Blocks the event loop, so short: only a foreign writer on the file can make it wait. */
const BUSY_TIMEOUT_MS = 500;

/** Opens, checks and migrates the file, an older one with a backup beside it; closes it again when something is wrong with it. */
export function openDatabase(sqlite: NodeSqlite, options: OpenOptions): DatabaseSync {
  const { path, readOnly } = options;
  if (!readOnly) return openWith(sqlite, path, options, (database) => prepareForWriting(sqlite, database, options));
  try {
    return openWith(sqlite, path, options, checkVersion);
  } catch (error) {
    if (!isClosedWhereNothingCanBeMade(path, error)) throw error;
    return openWith(sqlite, new URL(`${pathToFileURL(path)}?immutable=1`), options, checkVersion);
  }
}

function openWith(
  { DatabaseSync }: NodeSqlite,
  at: string | URL,
  options: OpenOptions,
  prepare: (database: DatabaseSync, options: OpenOptions) => void,
): DatabaseSync {
  const { readOnly } = options;
  const database = new DatabaseSync(at, { readOnly, timeout: BUSY_TIMEOUT_MS, enableForeignKeyConstraints: true });
  try {
    prepare(database, options);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** A reader makes files beside the journal; without a log, so closed by its last program, it can be read without. */
function isClosedWhereNothingCanBeMade(path: string, error: unknown): boolean {
  const code =
    isNativeError(error) && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : 0;
  const isRefused = code === CANNOT_OPEN || code === READ_ONLY;
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false });
  return isRefused && existsSync(path) && (log === undefined || log.size === 0);
}

function prepareForWriting(sqlite: NodeSqlite, database: DatabaseSync, { path, migrations }: OpenOptions): void {
  const version = readVersion(database, path, migrations.length);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  assertSound(database, path);
  const isOlder = version > 0 && version < migrations.length;
  const backup = isOlder ? keepOlder(sqlite, database, { path, version }) : null;
  try {
    migrate(database, version, migrations);
  } catch (error) {
    // as it was, it needs none, and each start would leave another
    if (backup !== null && readVersion(database, path, migrations.length) === version) rmSync(backup, { force: true });
    throw error;
  }
}

function checkVersion(database: DatabaseSync, { path, migrations }: OpenOptions): void {
  const version = readVersion(database, path, migrations.length);
  if (version < migrations.length) {
    throw new JournalError(
      'read-only',
      `The journal ${path} is of version ${version}, and only a start of the program may bring it to ${migrations.length}.`,
    );
  }
}

function assertSound(database: DatabaseSync, path: string): void {
  const finding = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
  if (finding !== 'ok')
    throw new JournalError(
      'corrupt',
      `The journal ${path} is damaged: ${finding}. Keep it aside, with its -wal and -shm, and go on with a backup.`,
    );
}
