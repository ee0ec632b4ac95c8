import type { CommitResult, JournalChange } from '../port/change.ts';
import { JournalError } from '../port/journal-error.ts';

/** @param isPatient It may wait some milliseconds for others. */
export type GatherCommit = (changes: readonly JournalChange[], isPatient: boolean) => Promise<CommitResult>;

export interface GatherOptions {
  /** One transaction; what is refused comes as a result. */
  readonly write: (changes: readonly JournalChange[]) => Promise<CommitResult>;
  /** Does the work once what was asked for before of the same rows is done; what is asked for later waits for it. */
  readonly inTurn: (changes: readonly JournalChange[], work: () => Promise<void>) => Promise<void>;
  /** Runs the work once what came in with this turn of the event loop has been handled. */
  readonly turn: (work: () => void) => void;
  /** Runs the work after some milliseconds. */
  readonly later: (work: () => void) => void;
}

interface Job {
  readonly changes: readonly JournalChange[];
  readonly resolve: (result: CommitResult) => void;
  readonly reject: (error: unknown) => void;
}

/** So many transactions are under way at once; what comes meanwhile goes into the next. */
const BESIDE = 2;
/** In one transaction: where one of them is refused, all are written once more. */
const TOGETHER = 100;

/**
 * Puts commits into few transactions, where each transaction has a connection of its own: those of one turn of the event
 * loop, and those that come while others are written. Where one is refused, each is written alone and gets its own answer.
 */
export function gatherCommits({ write, inTurn, turn, later }: GatherOptions): GatherCommit {
  let waiting: Job[] = [];
  let running = 0;
  let isDue = false;
  let isTimed = false;

  async function writeAll(jobs: readonly Job[]): Promise<void> {
    if (jobs.length > 1) {
      try {
        const result = await write(asOne(jobs));
        if (result.ok) return jobs.forEach((job) => job.resolve(result));
      } catch (error) {
        // the journal failed, whosever change it was; whether it was written may not be known
        if (JournalError.is(error)) return jobs.forEach((job) => job.reject(error));
      }
    }
    // whose fault it was shows when each is written alone
    for (const job of jobs) await write(job.changes).then(job.resolve, job.reject);
  }

  function start(): void {
    while (waiting.length > 0 && running < BESIDE) {
      const jobs = waiting.slice(0, TOGETHER);
      waiting = waiting.slice(TOGETHER);
      running += 1;
      void inTurn(asOne(jobs), () => writeAll(jobs)).finally(() => {
        running -= 1;
        start();
      });
    }
    isDue = waiting.length > 0;
  }

  return (changes, isPatient) =>
    new Promise((resolve, reject) => {
      waiting.push({ changes, resolve, reject });
      if (isDue) return;
      if (!isPatient) {
        isDue = true;
        turn(start);
      } else if (!isTimed) {
        isTimed = true;
        later(() => {
          isTimed = false;
          start();
        });
      }
    });
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
