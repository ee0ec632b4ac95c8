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
  let dueAt = Infinity;
  let cancel = () => {};
  let isClosed = false;

  const want = (reason: string, afterMs = 0) => {
    const at = Math.max(clock.now() + afterMs, lastAt + everyMs);
    if (isClosed || at >= dueAt) return;
    cancel();
    dueAt = at;
    cancel = clock.schedule(at - clock.now(), () => {
      dueAt = Infinity;
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
      cancel();
    },
  };
}
