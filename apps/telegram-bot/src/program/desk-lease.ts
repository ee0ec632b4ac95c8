import { sleep, type Clock, type Logger } from '@perpdesk/broker-core';
import { underLease } from '@perpdesk/journal';
import type { Journal, LeaseAnswer } from '@perpdesk/journal/port';

export interface DeskLeaseOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Names this life of this desk; no other has it. */
  readonly owner: string;
  readonly ttlMs: number;
  /** Another desk drives the accounts now: this one must end. */
  readonly onLost: () => void;
}

/** The one lease under which a desk drives its accounts: of several desks on one database one does. */
export interface DeskLease {
  /** What it says of orders and positions is written only while the lease is held. */
  readonly journal: Journal;
  /** Asks once; once it is had it is kept. */
  tryTake(): Promise<boolean>;
  /** Asks until it is had, or given up by `release`: then it resolves with `false`. */
  take(): Promise<boolean>;
  /** Gives the lease back. */
  release(): Promise<void>;
}

const NAME = 'desk';
const LOOK_MS = 500;
/** In its time: a mark needs what is left to be longer than its order is valid. */
const RENEWALS = 4;

export function createDeskLease(journal: Journal, options: DeskLeaseOptions): DeskLease {
  const { clock, logger, owner, ttlMs, onLost } = options;
  const request = { name: NAME, owner, ttlMs };
  // no lease has it: until this one is had, nothing that drives is written
  let fence = 0;
  let cancel = () => {};
  let isOver = false;
  let renewing = Promise.resolve();

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
    keep();
  }
  function keep(): void {
    if (isOver) return;
    cancel = clock.schedule(ttlMs / RENEWALS, () => {
      renewing = renew();
    });
  }
  function lose(): void {
    if (isOver) return;
    isOver = true;
    logger.error('another desk has taken over');
    onLost();
  }

  async function tryTake(): Promise<boolean> {
    const answer = await journal.lease(request);
    if (!answer.isHeld || isOver) return false;
    fence = fenceOf(answer);
    keep();
    return true;
  }

  return {
    journal: underLease(journal, () => ({ name: NAME, owner, fence })),
    tryTake,
    async take() {
      while (!isOver) {
        const isHeld = await tryTake().catch((error: unknown) => {
          logger.warn('the lease of the desk could not be asked for', { error });
          return false;
        });
        if (isHeld) return true;
        await sleep(clock, LOOK_MS);
      }
      return false;
    },
    async release() {
      isOver = true;
      cancel();
      // it would be had once more
      await renewing;
      await journal.lease({ ...request, ttlMs: 0 });
    },
  };
}

function fenceOf({ lease }: LeaseAnswer): number {
  return lease?.fence ?? 0;
}
