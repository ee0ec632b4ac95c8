import type { IntentRow } from '@perpdesk/journal/port';
import { formatGoal, goalOf } from '../book/goal.ts';
import type { Writer } from '../book/writer.ts';
import { cancelStop } from '../execute/cancel-stop.ts';
import type { Run } from '../run.ts';
import { isLeaving, isProven } from './policy.ts';

/**
 * Cancels a protective order that is not wanted any more. The intention survives a crash: the cancel goes once it is durable, so
 * that the desk knows its own cancel from somebody else's.
 */
export function leave(run: Run, w: Writer, order: IntentRow): void {
  const { id } = order;
  if (isLeaving(order)) {
    if (isProven(order)) w.after(() => cancelStop(run, id));
    return;
  }
  w.updateIntent(id, { goal: formatGoal({ ...goalOf(order), leaving: true }) });
  run.notes.leavingUnwritten.add(id);
  const onWritten = () => {
    run.notes.leavingUnwritten.delete(id);
    const current = run.book.intents.get(id);
    // one that is proven later goes by what follows from that
    if (current !== undefined && isProven(current)) cancelStop(run, id);
  };
  if (isProven(order)) w.after(onWritten);
  else w.later(onWritten);
}
