import { createFakeClock, type FakeClock } from '@perpdesk/broker-core/testing';

export interface SettableClock extends FakeClock {
  /** Forward, or back; nothing falls due by it. */
  set(ms: number): void;
}

/** A clock that may be set, as that of a machine. */
export function settableClock(startAt = 1_790_000_000_000): SettableClock {
  const clock = createFakeClock(startAt);
  let shiftMs = 0;
  return {
    ...clock,
    now: () => clock.now() + shiftMs,
    get scheduledCount() {
      return clock.scheduledCount;
    },
    set: (ms) => void (shiftMs += ms),
  };
}
