import type { IntentRow } from '@perpdesk/journal/port';
import { isProtective } from '../book/intent-table.ts';
import type { Writer } from '../book/writer.ts';
import { orderFields } from '../relay/order-fields.ts';
import { tellSignal } from '../relay/tell.ts';
import type { Run } from '../run.ts';
import { sentence } from '../sentences/sentence.ts';
import { endIntent } from './end-intent.ts';

/** Of an order that was open, and that the exchange does not know any more: after some days it forgets what ended unfilled. */
export const FORGOTTEN = 'gone';

/** It ended, and nobody can say when or by whom: nothing of an entry goes on, what reduces is planned anew. */
export function settleForgotten(run: Run, w: Writer, order: IntentRow): void {
  const detail = sentence('exchange-does-not-know');
  if (order.filledQuantity === '0' && !isProtective(order)) {
    const fields = orderFields(run, order);
    tellSignal(run, w, order.signalId, `canceled:${order.id}`, { type: 'order.canceled', ...fields, detail });
  }
  endIntent(run, w, order, { state: 'canceled', code: FORGOTTEN, detail });
}
