import { existsSync, rmSync, statSync } from 'node:fs';
import { isNativeError } from 'node:util/types';
import { isPostgresUrl, sqlitePath } from '../journal-url.ts';
import { JournalError } from '../port/journal-error.ts';
import { MIGRATIONS } from '../sql/migrations.ts';
import { copyDatabase } from './copy-database.ts';
import { loadNodeSqlite } from './node-sqlite.ts';
import { openDatabase } from './open-database.ts';
import { toJournalError } from './to-journal-error.ts';

/**
 * Copies a journal in a file, as it is at one moment, into a new file that can be opened as a journal; the program may go
 * on writing. The copy is checked and synced when it resolves. Runs in one go: a big journal blocks this process.
 *
 * @param url `sqlite:FILE`; a journal on PostgreSQL is backed up with `pg_dump`.
 * @param to A path where nothing is.
 * @throws {JournalError} as `openJournal` with `readOnly`; nothing is left at `to` then.
 */
export async function backUpJournal(url: string, to: string): Promise<void> {
  if (isPostgresUrl(url)) throw new TypeError('A journal on PostgreSQL is backed up with pg_dump.');
  const path = sqlitePath(url);
  const sqlite = await loadNodeSqlite();
  if (existsSync(to) && statSync(to).size > 0)
    throw new JournalError('io', `${to} is there already: name another file.`);
  try {
    const database = openDatabase(sqlite, { path, readOnly: true, migrations: MIGRATIONS });
    try {
      copyDatabase(sqlite, database, to);
    } catch (error) {
      throw isOfCopy(error) ? toJournalError(error, to) : error;
    } finally {
      database.close();
    }
  } catch (error) {
    rmSync(to, { force: true });
    throw toJournalError(error, path);
  }
}

/** Only the copy is written, and only its file is opened by Node; all else may be of what is read. */
function isOfCopy(error: unknown): boolean {
  const failure = toJournalError(error, '');
  if (!JournalError.is(failure)) return false;
  const isOfFileSystem = isNativeError(error) && 'syscall' in error;
  return isOfFileSystem || failure.code === 'read-only' || failure.code === 'disk-full';
}
