import type { FindFate, TransactionName } from './driver.ts';
import { TIMELINE } from './timeline.ts';
import type { Pool } from './pool.ts';

const TRIES = 40;
const PAUSE_MS = 250;

/**
 * Asks the server what became of a transaction, until there is a server that knows, for about 10 s.
 *
 * It may still be running there. A server of another timeline never knows.
 */
export function createFindFate(pool: Pool, wait: (ms: number) => Promise<void>): FindFate {
  return async (transaction) => {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const status = await ask(pool, transaction);
      if (status === 'committed' || status === 'aborted' || status === 'unknown') return status;
      await wait(PAUSE_MS);
    }
    return 'unknown';
  };
}

async function ask(pool: Pool, { number, timeline }: TransactionName): Promise<unknown> {
  try {
    const session = await pool.connect();
    try {
      const { rows } = await session.query(
        `select case when ${TIMELINE} = $2 then pg_xact_status($1::text::xid8) else 'unknown' end as status`,
        [number, timeline],
      );
      return rows[0]?.['status'];
    } finally {
      session.release();
    }
  } catch {
    return null;
  }
}
