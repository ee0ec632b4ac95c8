import { JournalError } from '../port/journal-error.ts';
import type { SqlEngine, SqlTraits } from '../sql/engine.ts';
import { createKnownWritability } from '../sql/known-writability.ts';
import type { Database } from '../sql/tables.ts';
import { isCollision } from './to-journal-error.ts';

export interface PostgresEngineOptions {
  readonly database: Database;
  readonly readOnly: boolean;
  readonly traits: SqlTraits;
  /** Unix ms. */
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** How often two transactions may be in each other's way, and a lost connection be replaced by another. */
const COLLISIONS = 10;
const LOSSES = 12;
/** Connections that broke together (a server that restarted) are all replaced in that time; a server that is gone fails. */
const PATIENCE_MS = 3_000;

export function createPostgresEngine(options: PostgresEngineOptions): SqlEngine {
  const { database, readOnly, now, wait } = options;
  const known = createKnownWritability(readOnly ? { isWritable: false, code: 'read-only' } : { isWritable: true });

  async function persist<Result>(work: () => Promise<Result>): Promise<Result> {
    const began = now();
    let collisions = 0;
    let losses = 0;
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (isCollision(error)) collisions += 1;
        else if (isLoss(error)) losses += 1;
        else throw error;
        if (collisions > COLLISIONS || losses > LOSSES || (losses > 0 && now() - began > PATIENCE_MS)) throw error;
        await wait(5 * (collisions + losses));
      }
    }
  }

  return {
    traits: options.traits,
    // each has a connection of its own
    keepsOrder: false,
    read: (work) => persist(() => work(database)),
    async transact(work) {
      if (readOnly) throw new JournalError('read-only', 'The journal was opened for reading only.');
      try {
        const result = await persist(() => database.transaction().execute(work));
        known.succeeded();
        return result;
      } catch (error) {
        known.failed(error);
        throw error;
      }
    },
    snapshot: (work) =>
      persist(() =>
        database.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work),
      ),
    writeState: () => known.state(),
    close: options.close,
  };
}

function isLoss(error: unknown): boolean {
  return JournalError.is(error) && error.code === 'unreachable' && error.outcome === 'not-written';
}
