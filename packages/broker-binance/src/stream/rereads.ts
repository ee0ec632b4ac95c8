import type { Clock } from '@perpdesk/broker-core';

export interface RereadsOptions {
  readonly clock: Clock;
  /** Between the first two readings; doubles from each to the next, up to half a minute, until a minute was quiet. */
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

const QUIET_MS = 60_000;
const MAX_SPACING_MS = 30_000;

export function createRereads({ clock, everyMs, isBusy, read }: RereadsOptions): Rereads {
  let lastAt = -Infinity;
  // since the last quiet minute
  let count = 0;
  let dueAt = Infinity;
  let cancel = () => {};
  let isClosed = false;

  const want = (reason: string, afterMs = 0) => {
    if (clock.now() - lastAt >= QUIET_MS) count = 0;
    const spacingMs = Math.min(everyMs * 2 ** Math.max(0, count - 1), MAX_SPACING_MS);
    // no longer than that, wherever the clock was set meanwhile
    const delayMs = Math.max(afterMs, Math.min(lastAt + spacingMs - clock.now(), spacingMs));
    if (isClosed || clock.now() + delayMs >= dueAt) return;
    cancel();
    dueAt = clock.now() + delayMs;
    cancel = clock.schedule(delayMs, () => {
      dueAt = Infinity;
      // what is read now may be from before what was said
      if (isBusy()) return want(reason, everyMs);
      count += 1;
      lastAt = clock.now();
      read(reason);
    });
  };
  return {
    want,
    close() {
      isClosed = true;
      cancel();
    },
  };
}
