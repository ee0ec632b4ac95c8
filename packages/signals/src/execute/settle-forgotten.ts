import type { IntentRow } from '@perpdesk/journal/port';
import type { Writer } from '../book/writer.ts';
import { orderFields } from '../relay/order-fields.ts';
import { tellSignal } from '../relay/tell.ts';
import type { Run } from '../run.ts';
import { sentence } from '../sentences/sentence.ts';
import { endIntent } from './end-intent.ts';

/** Of an entry that rested, and that the exchange does not know any more: after some days it forgets what was canceled unfilled. */
export const FORGOTTEN = 'gone';

/** It ended, and nobody can say when or by whom: nothing of it goes on. */
export function settleForgotten(run: Run, w: Writer, entry: IntentRow): void {
  const detail = sentence('exchange-does-not-know');
  if (entry.filledQuantity === '0') {
    const fields = orderFields(run, entry);
    tellSignal(run, w, entry.signalId, `canceled:${entry.id}`, { type: 'order.canceled', ...fields, detail });
  }
  endIntent(run, w, entry, { state: 'canceled', code: FORGOTTEN, detail });
}
