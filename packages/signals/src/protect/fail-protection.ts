import type { IntentRow, LedgerRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import type { Writer } from '../book/writer.ts';
import { absenceMarginOf } from '../engine-options.ts';
import { LEFT_OUT } from '../faults/leave-out.ts';
import { plannedWork } from '../faults/work-failed.ts';
import { closeStream } from '../lanes/close-stream.ts';
import { accountTag } from '../relay/order-fields.ts';
import { tellSignal } from '../relay/tell.ts';
import type { Run } from '../run.ts';
import { sentence } from '../sentences/sentence.ts';
import { holdBack, isHeldBack } from './held-back.ts';

/**
 * The position cannot be protected: it is closed reduce-only at once, and the chat is alarmed. It is closed again, ever more
 * seldom, where nobody can say what became of the orders before.
 */
export function failProtection(run: Run, w: Writer, row: LedgerRow, signalId: string, detail: string): void {
  const closing = w.book.intents
    .openOfLane(row.brokerId, row.symbol)
    .filter((intent) => intent.stream === row.stream && intent.kind === 'reduce' && goalOf(intent).work === 'zero');
  if (!closing.every((exit) => mayRepeat(run, exit))) return;
  if (closing.length > 0 && isHeldBack(run, row, 'zero')) return;
  // it was told to be open; it would end as those before it, with an alarm each time
  if (run.setAside.has(plannedWork({ ...row, signalId, kind: 'reduce' }, 'zero'))) return;
  holdBack(run, row, 'zero', closing.length + 1);
  const exit = closeStream(run, w, row, { signalId, cause: 'protect' });
  tellSignal(run, w, signalId, `stop-failed:${exit.id}`, {
    type: 'stop.failed',
    account: accountTag(run, row.brokerId),
    symbol: row.symbol,
    positionSide: row.positionSide,
    detail: sentence('then-closed', { why: detail }),
  });
}

/** Nobody can be asked about it, it could only reduce, and it is too late for the exchange to take it. */
function mayRepeat(run: Run, exit: IntentRow): boolean {
  const { state, code, brokerId, untilAt } = exit;
  if (state !== 'needs-operator' || code === LEFT_OUT || goalOf(exit).reduceOnly === false) return false;
  return run.view(brokerId).venueNow() > (untilAt ?? 0) + absenceMarginOf(run.timings, brokerId);
}
