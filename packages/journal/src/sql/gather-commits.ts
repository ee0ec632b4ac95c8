import type { CommitResult, JournalChange } from '../port/change.ts';
import { createGather, type GatherOptions } from './gather.ts';
import { givenUp, togetherOrApart } from './one-by-one.ts';

/** @param isPatient It may wait some milliseconds for others. */
export type GatherCommit = (changes: readonly JournalChange[], isPatient: boolean) => Promise<CommitResult>;

export interface GatherCommitsOptions extends Required<Pick<GatherOptions<unknown>, 'turn' | 'later'>> {
  /** One transaction; what is refused comes as a result. */
  readonly write: (changes: readonly JournalChange[]) => Promise<CommitResult>;
  /** Does the work once what was asked for before of the same rows is done; what is asked for later waits for it. */
  readonly inTurn: (changes: readonly JournalChange[], work: () => Promise<void>) => Promise<void>;
}

interface Job {
  readonly changes: readonly JournalChange[];
  readonly resolve: (result: CommitResult) => void;
  readonly reject: (error: unknown) => void;
}

/** Of transactions: fewer are larger, and a second one goes beside one that waits for a row. */
const BESIDE = 2;
/** Where one of them is refused, all are written once more. */
const TOGETHER = 100;

/**
 * Puts commits into few transactions, where each transaction has a connection of its own. Where one is refused, each is
 * written alone and gets its own answer.
 */
export function gatherCommits({ write, inTurn, turn, later }: GatherCommitsOptions): GatherCommit {
  const writeAll = (jobs: readonly Job[]) =>
    togetherOrApart(jobs, {
      async all() {
        const result = await write(asOne(jobs));
        if (result.ok) for (const job of jobs) job.resolve(result);
        return result.ok;
      },
      one: async (job) => job.resolve(await write(job.changes)),
    });

  const run = async (jobs: readonly Job[]): Promise<Error | null> => {
    let failure: Error | null = null;
    await inTurn(asOne(jobs), async () => void (failure = await writeAll(jobs)));
    return failure;
  };
  const giveUp = (job: Job, reason: Error) => job.reject(givenUp(reason));
  const add = createGather<Job>({ beside: BESIDE, together: TOGETHER, run, giveUp, turn, later });
  return (changes, isPatient) => new Promise((resolve, reject) => add({ changes, resolve, reject }, isPatient));
}

/** What several demand of the lease is looked at once, after all that stands on it. */
function asOne(jobs: readonly Job[]): readonly JournalChange[] {
  const demands = new Map<string, JournalChange>();
  const changes = jobs.flatMap((job) =>
    job.changes.filter((change) => {
      if (change.type === 'lease-held') demands.set(JSON.stringify(change), change);
      return change.type !== 'lease-held';
    }),
  );
  return [...changes, ...demands.values()];
}
