import type { RawBuilder } from 'kysely';
import type { Journal } from '../port/journal.ts';
import { createSqlJournal } from '../sql/create-sql-journal.ts';
import { type Migration, MIGRATIONS } from '../sql/migrations.ts';
import { systemNow } from '../system-now.ts';
import { systemWait } from '../system-timers.ts';
import { connectPostgres } from './connect-postgres.ts';
import { createPostgresEngine } from './create-postgres-engine.ts';
import { createPostgresTraits, SERVER_NOW } from './traits.ts';

export interface PostgresJournalOptions {
  /** `postgres://user:password@host:port/database`; the connection must be direct or pooled by session. */
  readonly url: string;
  /** Changes nothing, never migrates. Default: false. */
  readonly readOnly?: boolean;
  /** Unix ms; stamps `updatedAt`. Leases go by the server's clock. Default: the system's clock. */
  readonly now?: () => number;
  /** At most so many at once. Default: 10. */
  readonly connections?: number;
}

/** What only tests set. */
export interface PostgresInternals {
  readonly migrations?: readonly Migration[];
  /** Stands in for the server's clock. */
  readonly serverNow?: () => RawBuilder<number>;
  readonly wait?: (ms: number) => Promise<void>;
}

/**
 * Opens a journal on PostgreSQL, durable with each resolved method, for any number of instances.
 *
 * Checks the server's settings and brings the schema to this version. A connection that is lost is replaced; a commit
 * whose answer was lost is looked up.
 *
 * @throws {JournalError} `unreachable`, `unsafe-server`, `newer-version`, `read-only`, `corrupt`, `disk-full`.
 */
export function openPostgresJournal(options: PostgresJournalOptions): Promise<Journal> {
  return openPostgresWithInternals(options, {});
}

export async function openPostgresWithInternals(
  options: PostgresJournalOptions,
  internals: PostgresInternals,
): Promise<Journal> {
  const { url, readOnly = false, now = systemNow, connections = 10 } = options;
  const { migrations = MIGRATIONS, serverNow = () => SERVER_NOW, wait = systemWait } = internals;
  const { database, close } = await connectPostgres({ url, readOnly, connections, migrations, wait });
  const traits = createPostgresTraits(serverNow);
  return createSqlJournal(createPostgresEngine({ database, readOnly, traits, now, wait, close }), now);
}
