import type { Clock } from '../clock.ts';

/** A clock that stands still until it is told to move. */
export interface FakeClock extends Clock {
  /**
   * Moves the time forward and calls back what falls due, in the order of time. Between two callbacks, and before the
   * first and after the last, promise chains run until they settle, so that what they schedule in turn is called too.
   */
  advance(ms: number): Promise<void>;
  /** How many callbacks wait. */
  readonly scheduledCount: number;
}

interface Entry {
  readonly dueAt: number;
  readonly callback: () => void;
}

/**
 * A clock that stands still at a time.
 *
 * @param startAt Unix ms.
 */
export function createFakeClock(startAt: number): FakeClock {
  let now = startAt;
  const entries = new Set<Entry>();
  const nextDue = (untilAt: number): Entry | undefined => {
    let next: Entry | undefined;
    for (const entry of entries) {
      if (entry.dueAt <= untilAt && (next === undefined || entry.dueAt < next.dueAt)) next = entry;
    }
    return next;
  };
  return {
    now: () => now,
    schedule(delayMs, callback) {
      const entry: Entry = { dueAt: now + Math.max(0, delayMs), callback };
      entries.add(entry);
      return () => void entries.delete(entry);
    },
    async advance(ms) {
      const untilAt = now + ms;
      await settle();
      for (let entry = nextDue(untilAt); entry !== undefined; entry = nextDue(untilAt)) {
        entries.delete(entry);
        now = Math.max(now, entry.dueAt);
        entry.callback();
        await settle();
      }
      now = Math.max(now, untilAt);
    },
    get scheduledCount() {
      return entries.size;
    },
  };
}

function settle(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
