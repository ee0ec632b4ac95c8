import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import { overtaking } from '../lanes/may-still-enter.ts';
import type { Run } from '../run.ts';
import { entryPolicyOf } from './send-entry.ts';
import { canceledWhy, reducedWhy } from './taken-back-why.ts';
import { sentence } from '../sentences/sentence.ts';

/** Why an order was canceled before it was filled whole, as a sentence; `null`: a chase goes on with the next one, and nobody is told. */
export function canceledDetail(run: Run, order: IntentRow): string | null {
  const { entry, leaving, canceledBy, goesOn = false } = goalOf(order);
  // the exchange's word may come before the desk's own request is out, or after a restart
  if (canceledBy !== undefined) return canceledWhy(order);
  if (!goesOn && !run.notes.canceling.has(order.id)) return sentence('ended-as', { state: 'canceled' });
  if (leaving) return canceledWhy(order);
  const exit = overtaking(run, order);
  if (exit !== undefined) return reducedWhy(run, exit, 'newer-signal-took');
  if (entry === null) return sentence('desk-took-back');
  if (run.now() >= entry.expiresAt) return sentence('time-over');
  return goesOn && entryPolicyOf(run, order).type === 'chase' ? null : sentence('desk-took-back');
}
