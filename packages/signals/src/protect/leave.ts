import type { IntentRow } from '@perpdesk/journal/port';
import { formatGoal, goalOf } from '../book/goal.ts';
import type { Writer } from '../book/writer.ts';
import { cancelStop } from '../execute/cancel-stop.ts';
import type { Run } from '../run.ts';
import { isLeaving, isProven } from './policy.ts';

/** Cancels a protective order that is not wanted any more; the intention survives a crash. */
export function leave(run: Run, w: Writer, order: IntentRow): void {
  if (!isLeaving(order)) w.updateIntent(order.id, { goal: formatGoal({ ...goalOf(order), leaving: true }) });
  if (isProven(order)) w.after(() => cancelStop(run, order.id));
}
