import type { CommitResult, JournalChange } from '../port/change.ts';
import { JournalError } from '../port/journal-error.ts';

/** Puts commits that may wait into one, where each transaction has a connection of its own. */
export interface GatheredCommits {
  add(changes: readonly JournalChange[]): Promise<CommitResult>;
  /** What waits takes its turn now, before whatever is asked for next. */
  flush(): void;
}

export interface GatherOptions {
  /** One transaction; what is refused comes as a result. */
  readonly write: (changes: readonly JournalChange[]) => Promise<CommitResult>;
  /** Does the work once what was asked for before of the same rows is done; what is asked for later waits for it. */
  readonly inTurn: (changes: readonly JournalChange[], work: () => Promise<void>) => Promise<void>;
  /** Runs the work after some milliseconds. */
  readonly later: (work: () => void) => void;
}

interface Job {
  readonly changes: readonly JournalChange[];
  readonly resolve: (result: CommitResult) => void;
  readonly reject: (error: unknown) => void;
}

export function gatherCommits({ write, inTurn, later }: GatherOptions): GatheredCommits {
  let waiting: Job[] = [];
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

  function flush(): void {
    const jobs = waiting;
    waiting = [];
    if (jobs.length > 0) void inTurn(asOne(jobs), () => writeAll(jobs));
  }

  return {
    add: (changes) =>
      new Promise((resolve, reject) => {
        waiting.push({ changes, resolve, reject });
        if (isTimed) return;
        isTimed = true;
        later(() => {
          isTimed = false;
          flush();
        });
      }),
    flush,
  };
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
