import type { DatabaseSync } from 'node:sqlite';
import { PaperStoreError } from './paper-store-error.ts';
import { APPLICATION_ID, SCHEMA, SCHEMA_VERSION } from './sqlite-schema.ts';

export interface SqliteFile {
  readonly database: DatabaseSync;
  close(): void;
}

/**
 * Opens a paper exchange's file, makes it where there is none and it may be made, and holds it against every other
 * process and broker until closed.
 *
 * @throws {PaperStoreError} `missing`, `corrupt`, `newer-version`, `in-use`, `failed`.
 */
export async function openSqliteFile(path: string, create: boolean): Promise<SqliteFile> {
  const { DatabaseSync } = await import('node:sqlite');
  const { chmodSync, existsSync, realpathSync } = await import('node:fs');
  const exists = existsSync(path);
  if (!exists && !create) throw new PaperStoreError('missing', `There is no paper exchange at ${path}.`);
  // balances and orders are nobody else's business: files that are made here are the owner's alone
  const open = (file: string) => {
    const isNew = !existsSync(file);
    const opened = new DatabaseSync(file, { timeout: 0 });
    if (isNew) chmodSync(file, 0o600);
    return opened;
  };
  const database = attempt(path, () => open(path));
  let lock: DatabaseSync | undefined;
  const close = () => {
    if (database.isOpen) database.close();
    if (lock?.isOpen) lock.close();
  };
  try {
    const held = attempt(path, () => open(`${realpathSync(path)}-lock`));
    lock = held;
    attempt(path, () => held.exec('BEGIN EXCLUSIVE'));
    attempt(path, () => prepare(database, path));
  } catch (error) {
    close();
    throw error;
  }
  return { database, close };
}

function prepare(database: DatabaseSync, path: string): void {
  const version = readPragma(database, 'user_version');
  if (version > SCHEMA_VERSION) {
    const message = `${path} is of version ${version}, this program knows versions up to ${SCHEMA_VERSION}. Use a newer program.`;
    throw new PaperStoreError('newer-version', message);
  }
  const isEmpty = database.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.['n'] === 0;
  if (!isEmpty && (readPragma(database, 'application_id') !== APPLICATION_ID || version !== SCHEMA_VERSION)) {
    throw new PaperStoreError('corrupt', `${path} is a database, but not a paper exchange's. Name another file.`);
  }
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
  if (isEmpty) database.exec(`BEGIN; ${SCHEMA} COMMIT;`);
}

function readPragma(database: DatabaseSync, name: 'user_version' | 'application_id'): number {
  const value = database.prepare(`PRAGMA ${name}`).get()?.[name];
  return typeof value === 'number' ? value : 0;
}

const SQLITE_BUSY = 5;
const SQLITE_CORRUPT = 11;
const SQLITE_CANTOPEN = 14;
const SQLITE_NOTADB = 26;

/** Runs a call on the database and gives its failure a name. */
export function attempt<T>(path: string, call: () => T): T {
  try {
    return call();
  } catch (cause) {
    if (PaperStoreError.is(cause)) throw cause;
    switch (resultCode(cause)) {
      case SQLITE_BUSY:
        throw new PaperStoreError('in-use', `${path} is open in another paper broker. Stop that one first.`, { cause });
      case SQLITE_CORRUPT:
      case SQLITE_NOTADB:
        throw new PaperStoreError('corrupt', `${path} is damaged or no database. Move it away, or restore it.`, {
          cause,
        });
      case SQLITE_CANTOPEN:
        throw new PaperStoreError('missing', `${path} cannot be opened. Does its folder exist?`, { cause });
      default:
        throw new PaperStoreError('failed', `The paper exchange at ${path} could not be read or written.`, { cause });
    }
  }
}

/** SQLite's primary result code; `null` for any other error. */
function resultCode(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return null;
  return typeof error.errcode === 'number' ? error.errcode & 0xff : null;
}
