import type { FindFate, TransactionName } from './driver.ts';
import { TIMELINE } from './timeline.ts';
import type { Pool } from './pool.ts';

const TRIES = 40;
const PAUSE_MS = 250;
const NO_ANSWER = 'no-answer';

/**
 * Asks the server what became of a transaction, until there is a server that knows, for about 10 s.
 *
 * It may still be running there. A server of another timeline never knows. A dead line, on which each question would wait
 * for its own time, makes it no longer.
 */
export function createFindFate(pool: Pool, wait: (ms: number) => Promise<void>): FindFate {
  return async (transaction) => {
    let asked: Promise<unknown> | null = null;
    for (let tries = 0; tries < TRIES; tries += 1) {
      asked ??= ask(pool, transaction);
      const pause = wait(PAUSE_MS);
      const status = await Promise.race([asked, pause.then(() => NO_ANSWER)]);
      if (status === 'committed' || status === 'aborted' || status === 'unknown') return status;
      if (status !== NO_ANSWER) asked = null;
      await pause;
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
