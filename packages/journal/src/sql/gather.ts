export interface GatherOptions<Job> {
  /** So many batches are under way at once; what comes meanwhile goes into the next. */
  readonly beside: number;
  /** So many jobs are in one batch at most. */
  readonly together: number;
  /** Never rejects. Its value, where it is one, says why nothing else can be done either. */
  readonly run: (jobs: readonly Job[]) => Promise<Error | null>;
  /** Gives a job that was never begun back. */
  readonly giveUp: (job: Job, reason: Error) => void;
  /** Runs the work once what came in with this turn of the event loop has been handled. */
  readonly turn: (work: () => void) => void;
  /** Runs the work after some milliseconds, for jobs that may wait; left out: as `turn`. */
  readonly later?: (work: () => void) => void;
}

/** @param isPatient It may wait some milliseconds for others. */
export type Gather<Job> = (job: Job, isPatient?: boolean) => void;

/**
 * Puts jobs into few batches: those of one turn of the event loop, and those that come while others are under way. Where a
 * batch finds that nothing can be done, what waits is given up with it, and need not find out one batch after the other.
 */
export function createGather<Job>(options: GatherOptions<Job>): Gather<Job> {
  const { beside, together, run, giveUp, turn, later = turn } = options;
  let waiting: Job[] = [];
  let running = 0;
  let isDue = false;
  let isTimed = false;

  async function runBatch(jobs: readonly Job[]): Promise<void> {
    running += 1;
    const reason = await run(jobs);
    running -= 1;
    if (reason !== null) for (const job of waiting.splice(0)) giveUp(job, reason);
    start();
  }

  function start(): void {
    while (waiting.length > 0 && running < beside) {
      const jobs = waiting.slice(0, together);
      waiting = waiting.slice(together);
      void runBatch(jobs);
    }
    isDue = waiting.length > 0;
  }

  return (job, isPatient = false) => {
    waiting.push(job);
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
  };
}
