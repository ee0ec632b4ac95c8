import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import type { Run } from '../run.ts';
import { isLeaving } from './policy.ts';

/**
 * Whether the exchange, or somebody, ended a protective order without a fill, and the next one would end so, too: nobody took
 * it at the market, or another one ended so just before.
 */
export function isEndedAgain(run: Run, order: IntentRow): boolean {
  if (!isEndedByOthers(order)) return false;
  if (order.orderType === 'market') return true;
  const { id, signalId, brokerId, updatedAt } = order;
  const isLike = (other: IntentRow) =>
    other.id !== id && other.brokerId === brokerId && goalOf(other).work === goalOf(order).work;
  return run.book.intents
    .ofSignal(signalId)
    .some((other) => isLike(other) && isEndedByOthers(other) && updatedAt - other.updatedAt < run.timings.tickMs);
}

function isEndedByOthers(order: IntentRow): boolean {
  const { state, code, filledQuantity } = order;
  const isEndedSo = (state === 'expired' || state === 'canceled') && code === null;
  return isEndedSo && filledQuantity === '0' && !isLeaving(order);
}
