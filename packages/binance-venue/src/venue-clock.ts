import type { Clock } from '@perpdesk/broker-core';

/** The exchange's time: a clock that can be set apart from the machine's; timers keep their length. */
export interface VenueClock extends Clock {
  offsetMs(): number;
  /** Moves the exchange's time by `ms`, on top of what it was moved before. */
  skew(ms: number): void;
}

export function createVenueClock(base: Clock): VenueClock {
  let offset = 0;
  return {
    now: () => base.now() + offset,
    schedule: (delayMs, callback) => base.schedule(delayMs, callback),
    offsetMs: () => offset,
    skew(ms) {
      offset += ms;
    },
  };
}
