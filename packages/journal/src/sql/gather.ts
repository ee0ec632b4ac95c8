export interface GatherOptions<Job> {
  /** So many batches are under way at once; what comes meanwhile goes into the next. */
  readonly beside: number;
  /** So many jobs are in one batch at most. */
  readonly together: number;
  /** Never rejects. */
  readonly run: (jobs: readonly Job[]) => Promise<void>;
  /** Runs the work once what came in with this turn of the event loop has been handled. */
  readonly turn: (work: () => void) => void;
  /** Runs the work after some milliseconds, for jobs that may wait; left out: as `turn`. */
  readonly later?: (work: () => void) => void;
}

/** @param isPatient It may wait some milliseconds for others. */
export type Gather<Job> = (job: Job, isPatient?: boolean) => void;

/** Puts jobs into few batches: those of one turn of the event loop, and those that come while others are under way. */
export function createGather<Job>({ beside, together, run, turn, later = turn }: GatherOptions<Job>): Gather<Job> {
  let waiting: Job[] = [];
  let running = 0;
  let isDue = false;
  let isTimed = false;

  function start(): void {
    while (waiting.length > 0 && running < beside) {
      const jobs = waiting.slice(0, together);
      waiting = waiting.slice(together);
      running += 1;
      void run(jobs).finally(() => {
        running -= 1;
        start();
      });
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
