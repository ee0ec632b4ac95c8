import type { Clock, Logger } from '@perpdesk/broker-core';
import type { LimitReport } from './limit-report.ts';
import { createQuietTime } from './quiet-time.ts';
import { createRateLimit, type Priority, type RateLimit } from './rate-limit.ts';

type Use = Pick<RateLimit, 'used' | 'limit'>;

/** The order counts of one account. */
export interface OrderLimiter {
  readonly per10s: Use;
  readonly perMinute: Use;
  /** In how many ms so many orders may be sent; 0: now, and always for none. */
  waitMs(orders: number, priority: Priority): number;
  /** The returned function takes them back: nothing was sent after all. */
  add(orders: number): () => void;
  learn(reports: readonly LimitReport[]): void;
  /** No order is sent for so long; what adds no order still is. */
  block(forMs: number): void;
}

/** Until the account's own are read; VIP accounts have more. */
const LIMIT_PER_10S = 300;
const LIMIT_PER_MINUTE = 1_200;
const RESERVE = 0.2;

export function createOrderLimiter({
  clock,
  logger,
}: {
  readonly clock: Clock;
  readonly logger: Logger;
}): OrderLimiter {
  const per10s = createRateLimit({ clock, windowMs: 10_000, limit: LIMIT_PER_10S, reserve: RESERVE });
  const perMinute = createRateLimit({ clock, windowMs: 60_000, limit: LIMIT_PER_MINUTE, reserve: RESERVE });
  const windows = [per10s, perMinute];
  const quiet = createQuietTime(clock);
  return {
    per10s,
    perMinute,
    waitMs(orders, priority) {
      if (orders === 0) return 0;
      return Math.max(quiet.leftMs(), per10s.waitMs(orders, priority), perMinute.waitMs(orders, priority));
    },
    add(orders) {
      if (orders === 0) return () => {};
      const takeBack10s = per10s.add(orders);
      const takeBackMinute = perMinute.add(orders);
      return () => {
        takeBack10s();
        takeBackMinute();
      };
    },
    learn(reports) {
      for (const { kind, windowMs, used, limit } of reports) {
        const window = kind === 'orders' ? windows.find((known) => known.windowMs === windowMs) : undefined;
        if (window === undefined) continue;
        if (limit !== null) window.learnLimit(limit);
        if (used !== null) window.learnUsed(used);
      }
    },
    block(forMs) {
      const untilAt = quiet.begin(forMs);
      if (untilAt === null) return;
      logger.warn('Binance refuses more orders of this account for now', { forMs, untilAt });
    },
  };
}
