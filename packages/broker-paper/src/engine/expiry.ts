import { endOrder } from './book.ts';
import type { Progress } from './progress.ts';
import type { EngineState } from './state.ts';

/** Expires what was good till a date that has come. */
export function expireDue(progress: Progress, at: number): Progress {
  return progress.state.orders
    .filter(({ goodTillAt }) => goodTillAt !== null && goodTillAt <= at)
    .reduce(
      (next, open) => endOrder(next, open, { status: 'expired', reason: 'Its good-till date has come.' }, at),
      progress,
    );
}

/** Unix ms of the next good-till date; `null` where no open order has one. */
export function nextExpiryAt(state: EngineState): number | null {
  return state.orders.reduce<number | null>(
    (soonest, { goodTillAt }) =>
      goodTillAt !== null && (soonest === null || goodTillAt < soonest) ? goodTillAt : soonest,
    null,
  );
}
