import type { Clock } from './clock.ts';

/** A clock that can be set apart from the one below it; timers keep their length. */
export interface ShiftableClock extends Clock {
  offsetMs(): number;
  /** Sets how far ahead of the clock below this one runs, ms. */
  setOffset(offsetMs: number): void;
}

export function createShiftableClock(base: Clock): ShiftableClock {
  let offset = 0;
  return {
    now: () => base.now() + offset,
    schedule: (delayMs, callback) => base.schedule(delayMs, callback),
    offsetMs: () => offset,
    setOffset(offsetMs) {
      offset = offsetMs;
    },
  };
}
