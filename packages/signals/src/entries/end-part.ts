import type { IntentRow } from '@perpdesk/journal/port';
import type { Writer } from '../book/writer.ts';
import { endIntent } from '../execute/end-intent.ts';
import { orderFields } from '../relay/order-fields.ts';
import { tellSignal } from '../relay/tell.ts';
import type { Run } from '../run.ts';

/** An entry's order whose time was over before it could rest. */
export function endPart(run: Run, w: Writer, intent: IntentRow, detail: string): void {
  tellSignal(run, w, intent.signalId, `expired:${intent.id}`, {
    type: 'order.expired',
    ...orderFields(run, intent),
    detail,
  });
  endIntent(run, w, intent, { state: 'expired', code: 'entry-over', detail });
}
