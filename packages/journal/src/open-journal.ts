import { isPostgresUrl, sqlitePath } from './journal-url.ts';
import type { Journal } from './port/journal.ts';
import { openPostgresJournal, type PostgresJournalOptions } from './postgres/open-postgres-journal.ts';
import { openSqliteJournal, type SqliteJournalOptions } from './sqlite/open-sqlite-journal.ts';

export type JournalOptions = Omit<SqliteJournalOptions, 'path'> & Omit<PostgresJournalOptions, 'url'>;

/**
 * Opens the journal that a URL names: `sqlite:FILE`, or `postgres://user:password@host:port/database`.
 *
 * Options that only the other engine has are left aside.
 *
 * @throws {JournalError} See the README; `TypeError` for a URL of another kind.
 * @example const journal = await openJournal('sqlite:perpdesk.db')
 */
export async function openJournal(url: string, options: JournalOptions = {}): Promise<Journal> {
  if (isPostgresUrl(url)) return openPostgresJournal({ url, ...options });
  return openSqliteJournal({ path: sqlitePath(url), ...options });
}
