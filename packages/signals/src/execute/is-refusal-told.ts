import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';

/** Whether a refusal, or an end without a fill, is told: the first of an exit, then ever more seldom while it is tried on. */
export function isRefusalTold(intent: Pick<IntentRow, 'goal'>): boolean {
  const { failures } = goalOf(intent);
  return Number.isInteger(Math.log2(failures + 1));
}
