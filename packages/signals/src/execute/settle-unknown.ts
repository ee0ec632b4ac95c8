import type { IntentRow } from '@perpdesk/journal/port';
import type { Writer } from '../book/writer.ts';
import { orderFields } from '../relay/order-fields.ts';
import { tellSignal } from '../relay/tell.ts';
import type { Run } from '../run.ts';
import { resolveOrder } from './resolve-order.ts';

/** The order may stand: its slot is blocked until that is known, and the chat is told. */
export function settleUnknown(run: Run, w: Writer, intent: IntentRow, detail: string): void {
  const unknown = w.updateIntent(intent.id, { state: 'unknown', detail });
  tellSignal(run, w, intent.signalId, `unknown:${intent.id}:${intent.attempt}`, {
    type: 'order.unknown',
    ...orderFields(run, unknown),
    quantity: intent.quantity,
    detail,
  });
  w.after(() => resolveOrder(run, unknown.id));
}
