import type { Order } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { intentWork } from '../faults/work-failed.ts';
import type { Run } from '../run.ts';
import { settleOrder } from './settle-order.ts';

/** Settles an order as the exchange tells it, by what is known of its intent once that is written. */
export function settleFound(run: Run, intent: IntentRow, order: Order): Promise<void> {
  return run.write((w) => {
    const current = w.book.intents.get(intent.id);
    if (current !== undefined) settleOrder(run, w, current, order);
  }, intentWork(intent));
}
