import type { OutboxMessage } from '../port/outbox-row.ts';
import type { SignalRow } from '../port/signal-row.ts';
import { createGather, type GatherOptions } from './gather.ts';
import { givenUp, togetherOrApart } from './one-by-one.ts';

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

/** One transaction after the other: alerts are stored, and answered, in the order of their coming. */
const BESIDE = 1;
/** Where one of them cannot be stored, all are stored once more. */
const TOGETHER = 50;

/**
 * Puts alerts into few transactions, where each has a connection of its own. Where an alert is refused, those of its
 * transaction are stored one by one, and each gets its own answer.
 */
export function gatherAccepts({ write, turn }: GatherAcceptsOptions): (one: Acceptance) => Promise<Accepted> {
  // where they are stored though the journal failed, none may look like a repeat
  const run = (jobs: readonly Job[]) =>
    togetherOrApart(jobs, {
      async all() {
        const answers = await write(jobs);
        answers.forEach((accepted, index) => jobs[index]?.resolve(accepted));
        return true;
      },
      async one(job) {
        const [accepted] = await write([job]);
        if (accepted !== undefined) job.resolve(accepted);
      },
    });
  const giveUp = (job: Job, reason: Error) => job.reject(givenUp(reason));
  const add = createGather<Job>({ beside: BESIDE, together: TOGETHER, run, giveUp, turn });
  return ({ row, messages }) => new Promise((resolve, reject) => add({ row, messages, resolve, reject }));
}
