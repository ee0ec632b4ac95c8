import type { Clock } from '@perpdesk/broker-core';

const MOST_PER_SECOND = 10;
const SECOND_MS = 1_000;

/** Counts what a client sends over one connection: ten messages a second, pings included. */
export function createMessageLimit(clock: Clock): { admits(): boolean } {
  let startedAt = clock.now();
  let count = 0;
  return {
    admits() {
      const now = clock.now();
      if (Math.abs(now - startedAt) >= SECOND_MS) [startedAt, count] = [now, 0];
      count += 1;
      return count <= MOST_PER_SECOND;
    },
  };
}
