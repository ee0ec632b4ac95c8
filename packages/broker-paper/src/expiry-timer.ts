import type { Clock } from '@perpdesk/broker-core';

/** Long waits are cut into days: timers cannot wait for months. */
const MAX_DELAY_MS = 24 * 60 * 60 * 1000;

export interface ExpiryTimer {
  /** Calls back at or before the instant (Unix ms), in place of the one before; `null` for never. */
  follow(dueAt: number | null): void;
}

export function createExpiryTimer(clock: Clock, onDue: () => void): ExpiryTimer {
  let followed: number | null = null;
  let cancel = () => {};
  return {
    follow(dueAt) {
      if (dueAt === followed) return;
      cancel();
      followed = dueAt;
      if (dueAt === null) return;
      const delayMs = Math.min(Math.max(0, dueAt - clock.now()), MAX_DELAY_MS);
      cancel = clock.schedule(delayMs, () => {
        followed = null;
        onDue();
      });
    },
  };
}
