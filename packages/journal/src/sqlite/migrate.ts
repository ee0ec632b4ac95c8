import type { DatabaseSync } from 'node:sqlite';
import { JournalError } from '../port/journal-error.ts';
import type { Migration } from '../sql/migrations.ts';
import { SQLITE_WORDS } from './schema-words.ts';

/** Marks the file as ours in SQLite's header: "PDJ1". */
const APPLICATION_ID = 0x50_44_4a_31;

/**
 * The version of the schema in the file, 0 for an empty one.
 *
 * @throws {JournalError} `newer-version`; `corrupt` for a database of another program.
 */
export function readVersion(database: DatabaseSync, path: string, known: number): number {
  const version = readPragma(database, 'user_version');
  const isOurs = readPragma(database, 'application_id') === APPLICATION_ID;
  const isEmpty = version === 0 && database.prepare('SELECT 1 FROM sqlite_schema').get() === undefined;
  if (!isOurs && !isEmpty) {
    throw new JournalError('corrupt', `${path} is a database, but not a journal: is the path right?`);
  }
  if (version > known) {
    throw new JournalError(
      'newer-version',
      `The journal ${path} is of version ${version}, this program knows versions up to ${known}: use a newer program.`,
    );
  }
  return version;
}

/** Brings the file from `version` to the newest, one transaction a step; with nothing to do it proves that it can write. */
export function migrate(database: DatabaseSync, version: number, migrations: readonly Migration[]): void {
  const steps = migrations.filter((migration) => migration.version > version);
  for (const step of steps) writeVersion(database, step.version, step.sql(SQLITE_WORDS));
  if (steps.length === 0) writeVersion(database, version, '');
}

function writeVersion(database: DatabaseSync, version: number, sql: string): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    database.exec(`${sql}; PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${version}; COMMIT`);
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function readPragma(database: DatabaseSync, name: string): number {
  const value = database.prepare(`PRAGMA ${name}`).get()?.[name];
  return typeof value === 'number' ? value : 0;
}
