import { JournalError } from '../port/journal-error.ts';
import type { OutboxMessage } from '../port/outbox-row.ts';
import type { SignalRow } from '../port/signal-row.ts';
import { createGather, type GatherOptions } from './gather.ts';

export interface Acceptance {
  readonly row: SignalRow;
  readonly messages: readonly OutboxMessage[];
}

export interface Accepted {
  readonly fresh: boolean;
  readonly row: SignalRow;
}

export interface GatherAcceptsOptions extends Pick<GatherOptions<unknown>, 'turn'> {
  /** One transaction for all of them, in this order; answers likewise. */
  readonly write: (some: readonly Acceptance[]) => Promise<readonly Accepted[]>;
}

interface Job extends Acceptance {
  readonly resolve: (accepted: Accepted) => void;
  readonly reject: (error: unknown) => void;
}

/** Of transactions: commits need connections, too. */
const BESIDE = 2;
/** Where one of them cannot be stored, all are stored once more. */
const TOGETHER = 50;

/**
 * Puts alerts into few transactions, where each has a connection of its own. Where an alert is refused, those of its
 * transaction are stored one by one, and each gets its own answer.
 */
export function gatherAccepts({ write, turn }: GatherAcceptsOptions): (one: Acceptance) => Promise<Accepted> {
  async function writeAlone(job: Job): Promise<void> {
    try {
      const [accepted] = await write([job]);
      if (accepted !== undefined) job.resolve(accepted);
    } catch (error) {
      job.reject(error);
    }
  }
  async function writeTogether(jobs: readonly Job[]): Promise<void> {
    if (jobs.length > 1) {
      try {
        const answers = await write(jobs);
        answers.forEach((accepted, index) => jobs[index]?.resolve(accepted));
        return;
      } catch (error) {
        // the journal failed, whosever alert it was: where they are stored all the same, none may look like a repeat
        if (JournalError.is(error) && error.code !== 'id-taken') return jobs.forEach((job) => job.reject(error));
        // whose fault it was shows when each is stored alone
      }
    }
    await Promise.all(jobs.map(writeAlone));
  }
  // two transactions that store the same alerts must not wait for each other
  const run = (jobs: readonly Job[]) => writeTogether(jobs.toSorted((a, b) => (a.row.key < b.row.key ? -1 : 1)));
  const add = createGather<Job>({ beside: BESIDE, together: TOGETHER, run, turn });
  return ({ row, messages }) => new Promise((resolve, reject) => add({ row, messages, resolve, reject }));
}
