import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import type { Writer } from '../book/writer.ts';
import { mayAddRisk } from '../lanes/may-begin.ts';
import { maySendAgain } from '../lanes/may-send-again.ts';
import { orderFields } from '../relay/order-fields.ts';
import { tellSignal } from '../relay/tell.ts';
import type { Run } from '../run.ts';
import { type End, endIntent } from './end-intent.ts';
import { mark } from './mark.ts';
import { sentence } from '../sentences/sentence.ts';

/** The order never came to be, and never can: an entry may go once more while its signal is fresh; the rest ends. */
export function settleAbsent(run: Run, w: Writer, intent: IntentRow): void {
  tellSignal(run, w, intent.signalId, `resolved:${intent.id}:${intent.attempt}`, {
    type: 'order.resolved',
    ...orderFields(run, intent),
    result: 'absent',
    detail: sentence('never-took-order'),
  });
  if (intent.kind !== 'increase') {
    return endIntent(run, w, intent, { state: 'expired', code: 'absent', detail: sentence('never-took-it') });
  }
  const refusal = mayResend(run, intent);
  if (refusal === null) {
    mark(run, w, intent, { goal: { resends: goalOf(intent).resends + 1 } });
    return;
  }
  tellSignal(run, w, intent.signalId, `expired:${intent.id}`, {
    type: 'order.expired',
    ...orderFields(run, intent),
    detail: refusal.detail,
  });
  endIntent(run, w, intent, refusal);
}

function mayResend(run: Run, intent: IntentRow): End | null {
  const refusal = maySendAgain(run, intent);
  if (refusal !== null) return refusal;
  if (!mayAddRisk(run)) {
    return {
      state: 'expired',
      code: 'journal-unwritable',
      detail: sentence('never-reached-unwritable'),
    };
  }
  if (run.isStopping) return { state: 'expired', code: 'absent', detail: sentence('desk-stopping') };
  const signal = run.book.signals.get(intent.signalId)?.stored.signal;
  const ageMs = run.now() - (signal?.firedAt ?? signal?.receivedAt ?? 0);
  if (goalOf(intent).resends === 0 && ageMs <= run.timings.resendFreshMs) return null;
  return { state: 'expired', code: 'too-old', detail: sentence('never-reached-old') };
}
