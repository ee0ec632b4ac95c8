import type { Clock } from '@perpdesk/broker-core';

/** A clock that stands still until it is told to move. */
export function createStillClock(startAt: number): Clock & { advance(ms: number): void } {
  let now = startAt;
  const waiting = new Set<{ readonly dueAt: number; readonly call: () => void }>();
  return {
    now: () => now,
    schedule(delayMs, call) {
      const one = { dueAt: now + delayMs, call };
      waiting.add(one);
      return () => waiting.delete(one);
    },
    advance(ms) {
      const untilAt = now + ms;
      const next = () => [...waiting].filter(({ dueAt }) => dueAt <= untilAt).toSorted((a, b) => a.dueAt - b.dueAt)[0];
      for (let one = next(); one !== undefined; one = next()) {
        waiting.delete(one);
        now = one.dueAt;
        one.call();
      }
      now = untilAt;
    },
  };
}
