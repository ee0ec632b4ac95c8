import type { IntentRow, LedgerRow } from '@perpdesk/journal/port';
import type { Writer } from '../book/writer.ts';
import { orderFields } from '../relay/order-fields.ts';
import { tellSignal } from '../relay/tell.ts';
import type { Run } from '../run.ts';
import { sentence } from '../sentences/sentence.ts';
import { closeUnprotected } from './close-unprotected.ts';
import { holdBack, releaseHeldBack } from './held-back.ts';
import { isOutdated } from './outdated.ts';
import { coverableOf, isLeaving, protectionKey, protectionOf, termsOf } from './policy.ts';
import { protectStateOf } from './protect-state.ts';

/**
 * One that the rules of now ask for otherwise comes anew. Where it is the route's only stop, the position is closed, as without any other. Else the chat hears it once a position, and
 * the watchdog tries again.
 */
export function onTrailingRefused(run: Run, w: Writer, row: LedgerRow, order: IntentRow): void {
  if (isOutdated(run, row, order)) return releaseHeldBack(run, row, 'trailing');
  holdBack(run, row, 'trailing');
  const { signalId, code, detail } = order;
  const why = detail ?? sentence('stop-refused');
  if (isOnlyStop(run, row)) {
    const isToClose = (current: LedgerRow) => isOnlyStop(run, current);
    return w.after(() => closeUnprotected(run, row, { signalId, detail: why, isToClose }));
  }
  const key = protectionKey(row);
  if (run.notes.trailingTold.has(key)) return;
  run.notes.trailingTold.add(key);
  tellSignal(run, w, signalId, `rejected:${order.id}`, {
    type: 'order.rejected',
    ...orderFields(run, order),
    quantity: order.quantity,
    code: code ?? 'rejected',
    detail: why,
  });
}

/** None is to stand beside it, it was to trail at once, nobody set it by hand, and none of it stands. */
function isOnlyStop(run: Run, row: LedgerRow): boolean {
  const { stop, isEven, trailing } = termsOf(run, row);
  if (stop !== null || isEven || trailing === null || trailing.activation !== null) return false;
  if ((protectStateOf(row).hand?.trailing ?? null) !== null || coverableOf(run, row).isZero()) return false;
  return protectionOf(run, row, 'trailing').every(isLeaving);
}
