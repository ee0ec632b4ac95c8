import { isNativeError } from 'node:util/types';
import { JournalError } from '../port/journal-error.ts';
import type { Migration } from '../sql/migrations.ts';
import type { Pool, Session } from './pool.ts';
import { POSTGRES_WORDS } from './schema-words.ts';

/** "PDJ1": one instance at a time brings a schema forward. */
const LOCK = 0x50_44_4a_31;
const DUPLICATE_TABLE = '42P07';

export interface MigrateOptions {
  readonly where: string;
  readonly readOnly: boolean;
  readonly migrations: readonly Migration[];
}

/**
 * Brings the schema to the newest version, one transaction a step; with nothing to do it proves that it can write.
 *
 * @throws {JournalError} `newer-version`; `corrupt` where tables of another program are in the way.
 */
export async function migrate(pool: Pool, options: MigrateOptions): Promise<void> {
  const { migrations, readOnly, where } = options;
  const session = await pool.connect();
  try {
    const version = await lookForVersion(session, options);
    if (readOnly) {
      if (version === migrations.length) return;
      throw new JournalError(
        'read-only',
        `The journal ${where} is of version ${version}, and only a start of the program may bring it to ${migrations.length}.`,
      );
    }
    for (const step of migrations.slice(Math.min(version, migrations.length - 1))) await apply(session, step, options);
  } finally {
    session.release();
  }
}

async function lookForVersion(session: Session, options: MigrateOptions): Promise<number> {
  const found = await session.query(`select to_regclass('"journal_version"')::text as name`, []);
  return found.rows[0]?.['name'] === null ? 0 : readVersion(session, options);
}

async function readVersion(session: Session, { where, migrations }: MigrateOptions): Promise<number> {
  const { rows } = await session.query('select max("version") as version from "journal_version"', []);
  const version = Number.parseInt(`${rows[0]?.['version']}`, 10) || 0;
  if (version > migrations.length) {
    throw new JournalError(
      'newer-version',
      `The journal ${where} is of version ${version}, this program knows versions up to ${migrations.length}: use a newer program.`,
    );
  }
  return version;
}

async function apply(session: Session, { version, sql }: Migration, options: MigrateOptions): Promise<void> {
  await session.query('begin isolation level read committed read write', []);
  try {
    await session.query(`select pg_advisory_xact_lock(${LOCK})`, []);
    await session.query(`create table if not exists "journal_version" ("version" bigint not null)`, []);
    // another instance may have been here since
    const isDone = (await readVersion(session, options)) >= version;
    if (!isDone) await session.query(sql(POSTGRES_WORDS), []);
    await session.query('delete from "journal_version" where "version" <= $1', [version]);
    await session.query(
      'insert into "journal_version" select $1::bigint where not exists (select 1 from "journal_version")',
      [version],
    );
    await session.query('commit', []);
  } catch (error) {
    await session.query('rollback', []).catch(() => {});
    if (!isNativeError(error) || !('code' in error) || error.code !== DUPLICATE_TABLE) throw error;
    throw new JournalError(
      'corrupt',
      `The schema of the journal ${options.where} holds tables of another program (${error.message}): name another database or schema.`,
      { cause: error },
    );
  }
}
