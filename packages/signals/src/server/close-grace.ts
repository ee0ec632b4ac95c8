import { sleep, type Clock } from '@perpdesk/broker-core';

/** The while in which senders are told to come again, before the door closes. */
export interface CloseGrace {
  readonly hasBegun: boolean;
  /** Twice is once: it runs from the first time. */
  begin(): void;
  /** Resolves when it is over; at once if it has not begun. */
  end(): Promise<void>;
}

export function createCloseGrace(clock: Clock, graceMs: number): CloseGrace {
  let begunAt: number | null = null;
  return {
    get hasBegun() {
      return begunAt !== null;
    },
    begin() {
      begunAt ??= clock.now();
    },
    async end() {
      if (begunAt === null) return;
      const leftMs = Math.min(graceMs, begunAt + graceMs - clock.now());
      if (leftMs > 0) await sleep(clock, leftMs);
    },
  };
}
