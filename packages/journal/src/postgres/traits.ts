import { sql, type RawBuilder } from 'kysely';
import type { SqlTraits } from '../sql/engine.ts';
import { isOrphan } from './to-journal-error.ts';

/** Of the moment itself, not of the transaction's begin. */
export const SERVER_NOW: RawBuilder<number> = sql<number>`floor(extract(epoch from clock_timestamp()) * 1000)::bigint`;

/** Several instances write: rows are locked before they are judged. */
export function createPostgresTraits(now: () => RawBuilder<number>): SqlTraits {
  return {
    now,
    isOneOf: (column, values) => sql`${sql.ref(column)} = any(${[...values]}::text[])`,
    rowLock: 'for-update',
    sendsAhead: true,
    isOrphan,
    lockAudit: async (trx) => {
      await sql`lock table "audit" in share row exclusive mode`.execute(trx);
    },
  };
}
