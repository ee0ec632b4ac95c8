import type { Clock, Logger } from '@perpdesk/broker-core';
import type { LimitReport } from './limit-report.ts';
import { createQuietTime } from './quiet-time.ts';
import { createRateLimit, type Priority } from './rate-limit.ts';

/** The limit of the IP: one for all accounts of the process that ask the same host. */
export interface WeightLimiter {
  readonly used: number;
  readonly limit: number;
  /** Unix ms, our clock: the exchange has told us to be quiet until then. `null` where it has not. */
  readonly blockedUntilAt: number | null;
  /** In how many ms so much may be sent; 0: now. */
  waitMs(weight: number, priority: Priority): number;
  /** The returned function takes it back: nothing was sent after all. */
  add(weight: number): () => void;
  learn(reports: readonly LimitReport[]): void;
  /** Nothing is sent for so long. A longer block that stands is kept. */
  block(forMs: number, reason: 'too-many-requests' | 'banned'): void;
}

export interface WeightLimiterOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Of the REST base; no secret. */
  readonly host: string;
}

/** Until exchangeInfo says otherwise. */
const LIMIT_PER_MINUTE = 2_400;
const RESERVE = 0.2;
const WINDOW_MS = 60_000;

export function createWeightLimiter({ clock, logger, host }: WeightLimiterOptions): WeightLimiter {
  const minute = createRateLimit({ clock, windowMs: WINDOW_MS, limit: LIMIT_PER_MINUTE, reserve: RESERVE });
  const quiet = createQuietTime(clock);
  return {
    get used() {
      return minute.used;
    },
    get limit() {
      return minute.limit;
    },
    get blockedUntilAt() {
      return quiet.untilAt();
    },
    waitMs: (weight, priority) => Math.max(quiet.leftMs(), minute.waitMs(weight, priority)),
    add: (weight) => minute.add(weight),
    learn(reports) {
      for (const { kind, windowMs, used, limit } of reports) {
        if (kind !== 'weight' || windowMs !== WINDOW_MS) continue;
        if (limit !== null) minute.learnLimit(limit);
        if (used !== null) minute.learnUsed(used);
      }
    },
    block(forMs, reason) {
      const untilAt = quiet.begin(forMs);
      if (untilAt === null) return;
      const fields = { host, forMs, untilAt };
      if (reason === 'banned')
        logger.error('Binance has banned this address: nothing is sent until the ban ends', fields);
      else logger.warn('Binance asks for a pause: nothing is sent until it has passed', fields);
    },
  };
}
