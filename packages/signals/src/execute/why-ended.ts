import type { IntentRow } from '@perpdesk/journal/port';
import type { Writer } from '../book/writer.ts';
import { canceledDetail } from '../entries/canceled-detail.ts';
import type { Run } from '../run.ts';
import { sentence } from '../sentences/sentence.ts';

/** Why the exchange ended an order before it was filled whole, as a sentence; `null`: a chase goes on with the next one. */
export function whyEnded(run: Run, order: IntentRow): string | null {
  if (order.detail !== null) return order.detail;
  return order.state === 'canceled' ? canceledDetail(run, order) : sentence('ended-as', { state: order.state });
}

/** An order ended with a part, and nothing goes on with the rest: why is kept with it, for when its fill is told. */
export function keepWhyEnded(run: Run, w: Writer, ended: IntentRow): IntentRow {
  if (ended.state === 'filled' || ended.filledQuantity === '0' || ended.detail !== null) return ended;
  return w.updateIntent(ended.id, { detail: whyEnded(run, ended) ?? sentence('desk-took-back') });
}
