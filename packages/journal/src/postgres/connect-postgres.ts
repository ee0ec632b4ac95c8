import { Kysely } from 'kysely';
import type { Migration } from '../sql/migrations.ts';
import type { Database, JournalTables } from '../sql/tables.ts';
import { checkServer } from './check-server.ts';
import { createPostgresDialect } from './driver.ts';
import { createFindFate } from './find-fate.ts';
import { loadPg } from './load-pg.ts';
import { locationOf } from './location.ts';
import { migrate } from './migrate.ts';
import { createPool } from './pool.ts';

export interface ConnectOptions {
  readonly url: string;
  readonly readOnly: boolean;
  readonly connections: number;
  readonly migrations: readonly Migration[];
  readonly wait: (ms: number) => Promise<void>;
}

/** Connects, checks the server and brings the schema to the newest version; a reader only looks whether it is. */
export async function connectPostgres(
  options: ConnectOptions,
): Promise<{ readonly database: Database; close(): Promise<void> }> {
  const { url, readOnly, connections, migrations, wait } = options;
  const where = locationOf(url);
  const pool = createPool(await loadPg(), { url, where, connections });
  try {
    await checkServer(pool, where, readOnly);
    await migrate(pool, { where, readOnly, migrations });
  } catch (error) {
    await pool.end();
    throw error;
  }
  const database = new Kysely<JournalTables>({ dialect: createPostgresDialect(pool, createFindFate(pool, wait)) });
  return {
    database,
    async close() {
      await database.destroy();
      await pool.end();
    },
  };
}
