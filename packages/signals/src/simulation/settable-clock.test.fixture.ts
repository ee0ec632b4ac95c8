import { createFakeClock, type FakeClock } from '@perpdesk/broker-core/testing';
import { START_AT } from './world.test.fixture.ts';

export interface SettableClock extends FakeClock {
  /** Forward, or back; nothing falls due by it. */
  set(ms: number): void;
}

/** A clock that may be set, as that of a machine. */
export function settableClock(): SettableClock {
  const clock = createFakeClock(START_AT);
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
