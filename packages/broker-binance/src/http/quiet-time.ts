import type { Clock } from '@perpdesk/broker-core';

/** How long the exchange has asked to be left alone. */
export interface QuietTime {
  /** Ms, 0 where it is over. */
  leftMs(): number;
  /** Unix ms by our clock; `null` where it is over. */
  untilAt(): number | null;
  /** A longer one that stands is kept. @returns Until when, Unix ms; `null`: nothing new. */
  begin(forMs: number): number | null;
}

export function createQuietTime(clock: Clock): QuietTime {
  let until = 0;
  let lengthMs = 0;
  const leftMs = (): number => {
    // else a clock that is set back makes it as much longer
    until = Math.min(until, clock.now() + lengthMs);
    return Math.max(0, until - clock.now());
  };
  return {
    leftMs,
    untilAt: () => (leftMs() > 0 ? until : null),
    begin(forMs) {
      if (forMs <= leftMs()) return null;
      lengthMs = forMs;
      until = clock.now() + forMs;
      return until;
    },
  };
}
