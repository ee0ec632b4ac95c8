import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import type { Run } from '../run.ts';
import { protectionKey } from './policy.ts';

/**
 * Counts a refusal of a protective order, which the watchdog tries again. Whether it is told: the first of its price and
 * reason, then ever more seldom, until one of its kind stands, a person says otherwise, or the position ends.
 */
export function isRefusalNews(run: Run, order: IntentRow, code: string): boolean {
  const key = `${kindKey(order)} ${goalOf(order).protect?.target ?? ''} ${order.triggerPrice ?? ''} ${code}`;
  const times = (run.notes.refusedTimes.get(key) ?? 0) + 1;
  run.notes.refusedTimes.set(key, times);
  return Number.isInteger(Math.log2(times));
}

/** One of its kind stands. */
export function endRefusals({ notes: { refusedTimes } }: Run, order: IntentRow): void {
  for (const key of refusedTimes.keys()) if (key.startsWith(`${kindKey(order)} `)) refusedTimes.delete(key);
}

function kindKey(order: IntentRow): string {
  return `${protectionKey(order)} ${goalOf(order).work}`;
}
