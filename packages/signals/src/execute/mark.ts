import type { IntentPatch, IntentRow } from '@perpdesk/journal/port';
import { formatGoal, type Goal, goalOf } from '../book/goal.ts';
import { isProtective } from '../book/intent-table.ts';
import type { Writer } from '../book/writer.ts';
import { noteActivity } from '../ledger/activity.ts';
import { intentWork } from '../faults/work-failed.ts';
import type { Run } from '../run.ts';
import { encodeClientOrderId, hashOfIntent } from './client-order-id.ts';
import { send } from './send.ts';
import { validityFrom } from './validity-from.ts';

/** What the mark sets beside the attempt. */
export type MarkPatch = Pick<IntentPatch, 'side' | 'positionSide' | 'orderType' | 'quantity' | 'triggerPrice'> & {
  readonly goal?: Partial<Goal>;
};

/**
 * Marks an intent as sent: attempt, client order id and validity go into the commit that is being put together; the order
 * leaves once that commit is durable, and never otherwise.
 */
export function mark(run: Run, w: Writer, intent: IntentRow, { goal: changes, ...patch }: MarkPatch = {}): IntentRow {
  const goal: Goal = { ...goalOf(intent), ...changes };
  const view = run.view(intent.brokerId);
  const attempt = intent.attempt + 1;
  const { entryValidityMs, stopValidityMs } = run.timings;
  const clientOrderId = encodeClientOrderId({
    environment: view.environment,
    streamCode: goal.streamCode,
    sequence: goal.sequence,
    leg: intent.leg,
    attempt,
    hash: hashOfIntent(intent.id),
  });
  run.probe('before-mark-commit');
  const marked = w.updateIntent(intent.id, {
    ...patch,
    goal: formatGoal(goal),
    state: 'sending',
    attempt,
    clientOrderId,
    ...validityFrom(view, isProtective(intent) ? stopValidityMs : entryValidityMs),
  });
  noteActivity(run, intent);
  w.after(() => run.spawnSend(() => send(run, marked), intentWork(marked)));
  return marked;
}
