import type { DatabaseSync } from 'node:sqlite';
import { JournalError } from '../port/journal-error.ts';
import { migrate, readVersion } from './migrate.ts';
import type { Migration } from '../sql/migrations.ts';
import type { NodeSqlite } from './node-sqlite.ts';

export interface OpenOptions {
  readonly path: string;
  readonly readOnly: boolean;
  readonly migrations: readonly Migration[];
}

/** Blocks the event loop, so short: only a foreign writer on the file can make it wait. */
const BUSY_TIMEOUT_MS = 500;

/** Opens, checks and migrates the file; closes it again when something is wrong with it. */
export function openDatabase({ DatabaseSync }: NodeSqlite, options: OpenOptions): DatabaseSync {
  const { path, readOnly } = options;
  const database = new DatabaseSync(path, { readOnly, timeout: BUSY_TIMEOUT_MS, enableForeignKeyConstraints: true });
  try {
    if (readOnly) checkVersion(database, options);
    else prepareForWriting(database, options);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function prepareForWriting(database: DatabaseSync, { path, migrations }: OpenOptions): void {
  const version = readVersion(database, path, migrations.length);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  assertSound(database, path);
  migrate(database, version, migrations);
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
  if (finding !== 'ok') throw new JournalError('corrupt', `The journal ${path} is damaged: ${finding}.`);
}
