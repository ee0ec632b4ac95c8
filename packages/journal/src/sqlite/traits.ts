import { sql } from 'kysely';
import type { SqlTraits } from '../sql/engine.ts';

/** One process and one connection: nothing has to be locked, and the journal's clock is the database's time. */
export function createSqliteTraits(now: () => number): SqlTraits {
  return {
    now: () => sql<number>`${now()}`,
    isOneOf: (column, values) => sql`${sql.ref(column)} in (select value from json_each(${JSON.stringify(values)}))`,
    rowLock: 'none',
    sendsAhead: false,
    isOrphan: null,
    lockAudit: async () => {},
  };
}
