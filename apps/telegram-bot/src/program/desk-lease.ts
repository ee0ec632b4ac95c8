import { sleep, type Clock, type Logger } from '@perpdesk/broker-core';
import { guardMarks } from '@perpdesk/journal';
import { JournalError, type Journal, type LeaseAnswer } from '@perpdesk/journal/port';

export interface DeskLeaseOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Names this life of this desk; no other has it. */
  readonly owner: string;
  readonly ttlMs: number;
  /** Another desk drives the accounts now: this one must end. */
  readonly onLost: () => void;
}

export interface DeskLease {
  /** Its marks are written only while the lease is held. */
  readonly journal: Journal;
  /** Gives the lease back. */
  release(): Promise<void>;
}

const NAME = 'desk';
const LOOK_MS = 500;
/** In its time: a mark needs what is left to be longer than its order is valid. */
const RENEWALS = 4;

/**
 * Takes the one lease under which a desk drives its accounts, and keeps it: of several desks on one database one works.
 *
 * A desk that died still has it for what is left of its time; that is waited for.
 *
 * @throws {JournalError} `held`: another desk keeps it.
 */
export async function takeDeskLease(journal: Journal, options: DeskLeaseOptions): Promise<DeskLease> {
  const { clock, logger, owner, ttlMs, onLost } = options;
  const request = { name: NAME, owner, ttlMs };
  let fence = fenceOf(await firstHold(journal, options));
  let cancel = () => {};
  let isOver = false;

  async function renew(): Promise<void> {
    try {
      const answer = await journal.lease(request);
      const next = fenceOf(answer);
      // one more: it had run out, and nobody else had it in between
      if (answer.isHeld && next <= fence + 1) fence = next;
      else lose();
    } catch (error) {
      logger.warn('the lease of the desk was not renewed', { error });
    }
    if (!isOver) cancel = clock.schedule(ttlMs / RENEWALS, () => void renew());
  }
  function lose(): void {
    if (isOver) return;
    isOver = true;
    logger.error('another desk has taken over');
    onLost();
  }

  cancel = clock.schedule(ttlMs / RENEWALS, () => void renew());
  return {
    journal: guardMarks(journal, () => ({ name: NAME, owner, fence })),
    async release() {
      isOver = true;
      cancel();
      await journal.lease({ ...request, ttlMs: 0 });
    },
  };
}

async function firstHold(journal: Journal, { clock, logger, owner, ttlMs }: DeskLeaseOptions): Promise<LeaseAnswer> {
  const request = { name: NAME, owner, ttlMs };
  const first = await journal.lease(request);
  let answer = first;
  while (!answer.isHeld) {
    if (answer.lease?.owner !== first.lease?.owner || answer.lease?.expiresAt !== first.lease?.expiresAt) {
      throw new JournalError(
        'held',
        'Another desk works on this journal: stop that one first, or give this one a database or schema of its own.',
      );
    }
    if (answer === first) logger.info('waiting for the lease of a desk that ended');
    await sleep(clock, LOOK_MS);
    answer = await journal.lease(request);
  }
  return answer;
}

function fenceOf({ lease }: LeaseAnswer): number {
  return lease?.fence ?? 0;
}
