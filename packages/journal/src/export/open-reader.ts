import { Kysely, sql } from 'kysely';
import { connectPostgres } from '../postgres/connect-postgres.ts';
import { isPostgresUrl, sqlitePath } from '../journal-url.ts';
import { MIGRATIONS } from '../sql/migrations.ts';
import type { Database, JournalTables, JournalTransaction } from '../sql/tables.ts';
import { createNodeSqliteDialect } from '../sqlite/dialect.ts';
import { loadNodeSqlite } from '../sqlite/node-sqlite.ts';
import { openDatabase } from '../sqlite/open-database.ts';
import { toJournalError } from '../sqlite/to-journal-error.ts';
import { systemWait } from '../system-timers.ts';

/** The journal as it was at one moment. */
export interface Reader extends AsyncDisposable {
  readonly rows: JournalTransaction;
}

/** Opens a journal for reading, beside whoever writes it. */
export async function openReader(url: string): Promise<Reader> {
  const { database, close } = isPostgresUrl(url) ? await openServer(url) : await openFile(sqlitePath(url));
  const rows = await database
    .startTransaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute();
  // whoever takes the rows may take its time
  if (isPostgresUrl(url)) await sql`set local idle_in_transaction_session_timeout = 0`.execute(rows);
  return {
    rows,
    async [Symbol.asyncDispose]() {
      await rows.rollback().execute();
      await close();
    },
  };
}

interface Opened {
  readonly database: Database;
  close(): Promise<void>;
}

function openServer(url: string): Promise<Opened> {
  return connectPostgres({ url, readOnly: true, connections: 1, migrations: MIGRATIONS, wait: systemWait });
}

async function openFile(path: string): Promise<Opened> {
  const sqlite = await loadNodeSqlite();
  try {
    const raw = openDatabase(sqlite, { path, readOnly: true, migrations: MIGRATIONS });
    const database = new Kysely<JournalTables>({ dialect: createNodeSqliteDialect(raw, path) });
    return { database, close: () => database.destroy() };
  } catch (error) {
    throw toJournalError(error, path);
  }
}
