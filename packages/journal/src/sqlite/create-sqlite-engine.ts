import { JournalError } from '../port/journal-error.ts';
import type { SqlEngine, WriteKind } from '../sql/engine.ts';
import { createKnownWritability } from '../sql/known-writability.ts';
import type { Database, JournalTransaction } from '../sql/tables.ts';
import type { Ballast } from './ballast.ts';
import { createGroupCommit, type GroupTimes, type Job } from './group-commit.ts';
import { createSqliteTraits } from './traits.ts';

export interface SqliteEngineOptions extends GroupTimes {
  readonly database: Database;
  readonly readOnly: boolean;
  readonly ballast: Ballast;
  readonly now: () => number;
  /** Called once, after everything that was under way. */
  readonly close: () => Promise<void>;
}

const FULL = 'The disk of the journal is full. What room is left is kept for exits and stops: free some.';

export function createSqliteEngine(options: SqliteEngineOptions): SqlEngine {
  const { database, ballast, readOnly, assertThere = () => {} } = options;
  const known = createKnownWritability(readOnly ? { isWritable: false, code: 'read-only' } : { isWritable: true });
  const group = createGroupCommit(database, options);
  type Work<Result> = (trx: JournalTransaction) => Promise<Result>;

  async function commit<Result>(work: Work<Result>): Promise<Result> {
    try {
      const result = await database.transaction().execute((trx) => {
        assertThere();
        return work(trx);
      });
      known.succeeded();
      return result;
    } catch (error) {
      known.failed(error);
      throw error;
    }
  }

  async function attempt<Result>(work: Work<Result>, kind: WriteKind): Promise<Result> {
    try {
      return await commit(work);
    } catch (error) {
      const isFull = JournalError.is(error) && error.code === 'disk-full';
      if (!isFull || !ballast.free() || kind === 'alert') throw error;
      return commit(work);
    }
  }

  return {
    read: (work) => work(database),
    traits: createSqliteTraits(options.now),
    keepsOrder: true,
    transact: <Result>(work: Work<Result>, kind: WriteKind) =>
      new Promise<Result>((resolve, reject) => {
        if (kind === 'alert' && !readOnly && !ballast.stands()) {
          reject(new JournalError('disk-full', FULL));
          return;
        }
        const job: Job = {
          run: async (trx) => {
            const result = await work(trx);
            return () => {
              known.succeeded();
              resolve(result);
            };
          },
          reject,
          alone: () => attempt(work, kind).then(resolve, reject),
        };
        group.add(job, kind === 'patient');
      }),
    snapshot: (work) => database.transaction().execute(work),
    writeState: () => (readOnly || ballast.stands() ? known.state() : { isWritable: false, code: 'disk-full' }),
    async close() {
      await group.idle();
      await database.connection().execute(async () => {});
      await options.close();
    },
  };
}
