import { JournalError } from '../port/journal-error.ts';
import type { OutboxMessage } from '../port/outbox-row.ts';
import type { SignalRow } from '../port/signal-row.ts';

export interface Acceptance {
  readonly row: SignalRow;
  readonly messages: readonly OutboxMessage[];
}

export interface Accepted {
  readonly fresh: boolean;
  readonly row: SignalRow;
}

export interface GatherAcceptsOptions {
  /** One transaction for all of them, in this order; answers likewise. */
  readonly write: (some: readonly Acceptance[]) => Promise<readonly Accepted[]>;
  /** Runs the work once what came in with this turn of the event loop has been handled. */
  readonly turn: (work: () => void) => void;
}

interface Job extends Acceptance {
  readonly resolve: (accepted: Accepted) => void;
  readonly reject: (error: unknown) => void;
}

/** More of them go beside each other, each transaction with a connection of its own. */
const TOGETHER = 10;

/**
 * Puts alerts that come in one turn of the event loop into few transactions, where each has a connection of its own. Where
 * an alert is refused, those of its transaction are stored one by one, and each gets its own answer.
 */
export function gatherAccepts({ write, turn }: GatherAcceptsOptions): (one: Acceptance) => Promise<Accepted> {
  let waiting: Job[] = [];

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
  function start(): void {
    // two transactions that store the same alerts must not wait for each other
    const jobs = waiting.toSorted((a, b) => (a.row.key < b.row.key ? -1 : 1));
    waiting = [];
    for (let at = 0; at < jobs.length; at += TOGETHER) void writeTogether(jobs.slice(at, at + TOGETHER));
  }

  return ({ row, messages }) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) turn(start);
      waiting.push({ row, messages, resolve, reject });
    });
}
