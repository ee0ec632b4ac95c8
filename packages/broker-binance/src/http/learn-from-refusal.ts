import type { Clock } from '@perpdesk/broker-core';
import type { VenueAnswer } from '../errors.ts';
import type { OrderLimiter } from './order-limiter.ts';
import type { VenueClock } from './venue-clock.ts';
import type { WeightLimiter } from './weight-limiter.ts';

export interface LearnerOptions {
  readonly clock: Clock;
  readonly weights: WeightLimiter;
  readonly orders: OrderLimiter;
  readonly venueClock: Pick<VenueClock, 'offsetMs' | 'doubt'>;
}

/** Where the exchange does not say how long. */
const PAUSE_MS = 60_000;
const BAN_MS = 120_000;
const ORDER_PAUSE_MS = 10_000;
const TOO_MANY_REQUESTS = -1003;
/** More orders than the account may send; no fault of its neighbours. */
const TOO_MANY_ORDERS = -1015;
const WRONG_TIME: readonly (number | null)[] = [-1021, -5028];
const BANNED_UNTIL = /until (\d{13})/;

/** Draws from a refusal what all later calls have to know. @returns it with the time to wait that then holds. */
export type LearnFromRefusal = (refusal: VenueAnswer) => VenueAnswer;

export function createLearner({ clock, weights, orders, venueClock }: LearnerOptions): LearnFromRefusal {
  const banMs = ({ message, retryAfterMs }: VenueAnswer) => {
    const untilAt = BANNED_UNTIL.exec(message)?.[1];
    const left = untilAt === undefined ? 0 : Number.parseInt(untilAt, 10) - (venueClock.offsetMs ?? 0) - clock.now();
    return Math.max(left, retryAfterMs ?? 0) || BAN_MS;
  };
  return (refusal) => {
    const { status, code, message, retryAfterMs } = refusal;
    if (WRONG_TIME.includes(code)) venueClock.doubt();
    // which status comes with its codes the exchange does not promise
    const isLimited = status === 429 || code === TOO_MANY_REQUESTS || code === TOO_MANY_ORDERS;
    if (status === 418 || (isLimited && BANNED_UNTIL.test(message))) {
      const forMs = banMs(refusal);
      weights.block(forMs, 'banned');
      return { ...refusal, retryAfterMs: forMs };
    }
    if (!isLimited) return refusal;
    if (code === TOO_MANY_ORDERS) {
      const forMs = retryAfterMs ?? ORDER_PAUSE_MS;
      orders.block(forMs);
      return { ...refusal, retryAfterMs: forMs };
    }
    const forMs = retryAfterMs ?? PAUSE_MS;
    weights.block(forMs, 'too-many-requests');
    return { ...refusal, retryAfterMs: forMs };
  };
}
