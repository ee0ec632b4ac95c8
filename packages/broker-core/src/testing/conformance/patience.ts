import { AssertionError } from 'node:assert';
import { BrokerError, isRetryableError } from '../../broker-error.ts';
import { sleep } from '../../clock.ts';
import { systemClock } from '../../system-clock.ts';
import { show } from './assertions.ts';
import type { Bench } from './bench.ts';

/** Waiting by the bench's clock, within its patience. */
export interface Patience {
  /** The clock's time, Unix ms. */
  now(): number;
  /** Waits by the bench’s clock. */
  wait(ms: number): Promise<void>;
  /**
   * Looks until what it sees holds, and resolves with it. A look that may be repeated is, after its own `retryAfterMs`.
   *
   * @throws {AssertionError} with what was seen last, when the bench's patience is over.
   */
  eventually<T>(what: string, look: () => T | Promise<T>, holds: (value: T) => boolean): Promise<T>;
}

const FIRST_DELAY_MS = 10;
const MAX_DELAY_MS = 400;

export function createPatience({
  clock = systemClock,
  patienceMs = 10_000,
}: Pick<Bench, 'clock' | 'patienceMs'>): Patience {
  const wait = async (ms: number) => {
    if (clock.advance) return clock.advance(ms);
    const release = clock.hold?.();
    try {
      await sleep(clock, ms);
    } finally {
      release?.();
    }
  };
  return {
    now: () => clock.now(),
    wait,
    async eventually(what, look, holds) {
      const untilAt = clock.now() + patienceMs;
      let seen = 'nothing';
      for (let delayMs = FIRST_DELAY_MS; ; delayMs = Math.min(2 * delayMs, MAX_DELAY_MS)) {
        let askedMs = 0;
        try {
          const value = await look();
          if (holds(value)) return value;
          seen = show(value);
        } catch (error) {
          if (!isRetryableError(error, { read: true })) throw error;
          seen = error instanceof Error ? error.message : 'an error';
          askedMs = BrokerError.is(error) ? (error.retryAfterMs ?? 0) : 0;
        }
        if (clock.now() >= untilAt) {
          throw new AssertionError({ message: `Not within ${patienceMs} ms: ${what}. Seen last: ${seen}.` });
        }
        await wait(Math.max(delayMs, askedMs));
      }
    },
  };
}
