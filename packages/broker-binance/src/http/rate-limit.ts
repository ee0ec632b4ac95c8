import type { Clock } from '@perpdesk/broker-core';
import { createSlidingCount } from './sliding-count.ts';

export interface RateLimitOptions {
  readonly clock: Clock;
  readonly windowMs: number;
  readonly limit: number;
  /** The fraction of the limit that only `reduce` may use. */
  readonly reserve: number;
}

export type Priority = 'normal' | 'reduce';

/** One limit of the exchange, as far as we can count it. */
export interface RateLimit {
  readonly windowMs: number;
  readonly used: number;
  readonly limit: number;
  /** In how many ms `amount` more may be used; 0: now. */
  waitMs(amount: number, priority: Priority): number;
  /** The returned function takes it back. */
  add(amount: number): () => void;
  /** What the exchange itself has counted in its running window. */
  learnUsed(used: number): void;
  learnLimit(limit: number): void;
}

/**
 * Binance's windows are fixed: they begin with each minute (or ten seconds) of its own time, which requests reach after
 * a delay that varies. So no window of the same length, wherever it begins, may hold more than the limit: what is used
 * counts for a whole window from when it was sent, and for this much longer.
 */
const DELAY_SPREAD_MS = 1_000;

export function createRateLimit({ clock, windowMs, limit: firstLimit, reserve }: RateLimitOptions): RateLimit {
  const count = createSlidingCount(windowMs + DELAY_SPREAD_MS);
  let limit = firstLimit;
  return {
    windowMs,
    get used() {
      return count.used(clock.now());
    },
    get limit() {
      return limit;
    },
    waitMs(amount, priority) {
      const ceiling = priority === 'reduce' ? limit : Math.floor(limit * (1 - reserve));
      return amount === 0 ? 0 : count.fitsInMs(clock.now(), amount, ceiling);
    },
    add: (amount) => count.add(clock.now(), amount),
    learnUsed(used) {
      const now = clock.now();
      const foreign = used - count.used(now);
      // other programs behind the same address or key
      if (foreign > 0) count.add(now, foreign);
    },
    learnLimit(learned) {
      if (Number.isInteger(learned) && learned > 0) limit = learned;
    },
  };
}
