import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import type { Writer } from '../book/writer.ts';
import { orderFields } from '../relay/order-fields.ts';
import { tellSignal } from '../relay/tell.ts';
import type { Run } from '../run.ts';
import { isRestingEntry } from './is-resting.ts';

/** Tells once that an entry's order rests, where and how long. */
export function tellResting(run: Run, w: Writer, intent: IntentRow): void {
  const { entry } = goalOf(intent);
  if (entry === null || entry.price === null || !isRestingEntry(intent)) return;
  tellSignal(run, w, intent.signalId, `resting:${intent.id}`, {
    type: 'order.resting',
    ...orderFields(run, intent),
    quantity: entry.quantity,
    price: entry.price,
    expiresAt: entry.expiresAt,
  });
}
