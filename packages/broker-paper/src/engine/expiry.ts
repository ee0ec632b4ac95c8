import { endOrder } from './book.ts';
import { applyCountdowns } from './countdown.ts';
import type { Progress } from './progress.ts';
import type { EngineState } from './state.ts';

/** What the time alone does: good-till dates that have come, countdowns that ran out. */
export function applyDue(progress: Progress, at: number): Progress {
  const dueAt = nextExpiryAt(progress.state);
  return dueAt === null || dueAt > at ? progress : applyCountdowns(expireDue(progress, at), at);
}

function expireDue(progress: Progress, at: number): Progress {
  return progress.state.orders
    .filter(({ goodTillAt }) => goodTillAt !== null && goodTillAt <= at)
    .reduce(
      (next, open) => endOrder(next, open, { status: 'expired', reason: 'Its good-till date has come.' }, at),
      progress,
    );
}

/** Unix ms of the next good-till date or end of a countdown; `null` where there is none. */
export function nextExpiryAt({ orders, countdowns }: EngineState): number | null {
  let soonest: number | null = null;
  const consider = (dueAt: number | null) => {
    if (dueAt !== null && (soonest === null || dueAt < soonest)) soonest = dueAt;
  };
  for (const { goodTillAt } of orders) consider(goodTillAt);
  for (const dueAt of Object.values(countdowns)) consider(dueAt);
  return soonest;
}
