import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import { isOvertaken } from '../lanes/may-still-enter.ts';
import type { Run } from '../run.ts';
import { entryPolicyOf } from './send-entry.ts';
import { sentence } from '../sentences/sentence.ts';

/** Why an order without a fill was canceled, as a sentence; `null`: a chase goes on with the next one, and nobody is told. */
export function canceledDetail(run: Run, order: IntentRow): string | null {
  if (!run.notes.canceling.has(order.id)) return sentence('ended-as', { state: 'canceled' });
  const { entry, leaving } = goalOf(order);
  if (leaving) return sentence('strategy-canceled');
  if (isOvertaken(run, order)) return sentence('newer-signal-took');
  if (entry === null) return sentence('desk-took-back');
  if (run.now() >= entry.expiresAt) return sentence('time-over');
  return entryPolicyOf(run, order).type === 'chase' ? null : sentence('desk-took-back');
}
