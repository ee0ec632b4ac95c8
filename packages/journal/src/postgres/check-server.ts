import { JournalError } from '../port/journal-error.ts';
import type { Pool } from './pool.ts';

/** PostgreSQL 15, as `server_version_num` has it. */
const LEAST_VERSION = 150_000;

const SETTINGS = `
  select current_setting('server_version_num')::int8 as number, current_setting('server_version') as version,
    current_setting('fsync') as fsync, current_setting('full_page_writes') as full_page_writes,
    current_setting('synchronous_commit') as synchronous_commit, pg_is_in_recovery()::text as standby,
    current_setting('transaction_read_only') as read_only`;

/**
 * Whether what the server says is written is written.
 *
 * @throws {JournalError} `unsafe-server`: too old, or set to lose what it has confirmed; `read-only`: a standby.
 */
export async function checkServer(pool: Pool, where: string, readOnly: boolean): Promise<void> {
  const session = await pool.connect();
  try {
    const { rows } = await session.query(SETTINGS, []);
    const said = new Map(Object.entries(rows[0] ?? {}));
    if (Number.parseInt(`${said.get('number')}`, 10) < LEAST_VERSION) {
      throw unsafe(where, `is PostgreSQL ${said.get('version')}`, 'use 15 or newer');
    }
    if (readOnly) return;
    for (const name of ['fsync', 'full_page_writes']) {
      if (said.get(name) !== 'on') {
        throw unsafe(
          where,
          `has ${name} = ${said.get(name)}`,
          'a crash of the server would lose the journal: set it on',
        );
      }
    }
    const level = `${said.get('synchronous_commit')}`;
    if (level !== 'on' && level !== 'remote_apply') {
      throw unsafe(
        where,
        `has synchronous_commit = ${level}`,
        'it would confirm what it may lose: set it on, for this user with ALTER ROLE … SET synchronous_commit = on',
      );
    }
    if (said.get('standby') === 'true' || said.get('read_only') === 'on') {
      throw new JournalError(
        'read-only',
        `The journal ${where} cannot be written: the server is a standby, or its transactions are read-only. Name the primary.`,
      );
    }
  } finally {
    session.release();
  }
}

function unsafe(where: string, fact: string, remedy: string): JournalError {
  return new JournalError('unsafe-server', `The server of the journal ${where} ${fact}: ${remedy}.`);
}
