import type { Clock } from '@perpdesk/broker-core';

export interface RereadsOptions {
  readonly clock: Clock;
  readonly everyMs: number;
  /** While the account is being read anyway. */
  readonly isBusy: () => boolean;
  read(reason: string): void;
}

/** Readings of the account on a connection that stands, for what it said and nobody understood: not one for each. */
export interface Rereads {
  want(reason: string, afterMs?: number): void;
  close(): void;
}

export function createRereads({ clock, everyMs, isBusy, read }: RereadsOptions): Rereads {
  let lastAt = -Infinity;
  let cancel: (() => void) | null = null;
  let isClosed = false;

  const want = (reason: string, afterMs = 0) => {
    if (isClosed) return;
    const delayMs = Math.max(afterMs, lastAt + everyMs - clock.now());
    cancel ??= clock.schedule(delayMs, () => {
      cancel = null;
      // what is read now may be from before what was said
      if (isBusy()) return want(reason, everyMs);
      lastAt = clock.now();
      read(reason);
    });
  };
  return {
    want,
    close() {
      isClosed = true;
      cancel?.();
    },
  };
}
