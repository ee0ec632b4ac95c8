import { JournalError } from '../port/journal-error.ts';

/** The journal itself fails, whosever work it was; `held` is about a row that another session has. */
function isJournalsOwn(error: unknown): error is JournalError {
  return JournalError.is(error) && error.code !== 'id-taken' && error.code !== 'held';
}

/** For work that was never begun: what became of the work that failed may not be known, of this it is. */
export function givenUp(reason: Error): Error {
  return JournalError.is(reason) ? new JournalError(reason.code, reason.message, { cause: reason }) : reason;
}

/**
 * Works at each alone, so that each gets its own answer; once the journal itself fails, at none of the rest.
 *
 * @returns that failure; `null`: there was none.
 */
async function oneByOne<Job extends { reject(error: unknown): void }>(
  jobs: readonly Job[],
  work: (job: Job) => Promise<void>,
): Promise<Error | null> {
  let failure: Error | null = null;
  for (const job of jobs) {
    if (failure !== null) {
      job.reject(givenUp(failure));
      continue;
    }
    try {
      await work(job);
    } catch (error) {
      job.reject(error);
      if (isJournalsOwn(error)) failure = error;
    }
  }
  return failure;
}

/**
 * Works at all of them at once, and at each alone where that is refused: whose fault it was shows then. Where the journal
 * itself fails, what became of them may not be known, and none is tried again.
 *
 * @param work.all False: refused, and nothing was written.
 * @returns the journal's failure; `null`: there was none.
 */
export async function togetherOrApart<Job extends { reject(error: unknown): void }>(
  jobs: readonly Job[],
  work: { all(jobs: readonly Job[]): Promise<boolean>; one(job: Job): Promise<void> },
): Promise<Error | null> {
  const apart = () => oneByOne(jobs, (job) => work.one(job));
  if (jobs.length === 1) return apart();
  try {
    return (await work.all(jobs)) ? null : await apart();
  } catch (error) {
    if (!isJournalsOwn(error)) return apart();
    for (const job of jobs) job.reject(error);
    return error;
  }
}
