import type { LedgerRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import type { Writer } from '../book/writer.ts';
import { plannedWork } from '../faults/work-failed.ts';
import { closeStream } from '../lanes/close-stream.ts';
import { accountTag } from '../relay/order-fields.ts';
import { tellSignal } from '../relay/tell.ts';
import type { Run } from '../run.ts';
import { sentence } from '../sentences/sentence.ts';

/** The position cannot be protected: it is closed reduce-only at once, and the chat is alarmed. */
export function failProtection(run: Run, w: Writer, row: LedgerRow, signalId: string, detail: string): void {
  const isClosing = w.book.intents
    .openOfLane(row.brokerId, row.symbol)
    .some((intent) => intent.stream === row.stream && intent.kind === 'reduce' && goalOf(intent).work === 'zero');
  if (isClosing) return;
  // it was told to be open; it would end as those before it, with an alarm each time
  if (run.setAside.has(plannedWork({ ...row, signalId, kind: 'reduce' }, 'zero'))) return;
  const exit = closeStream(run, w, row, { signalId, cause: 'protect' });
  tellSignal(run, w, signalId, `stop-failed:${exit.id}`, {
    type: 'stop.failed',
    account: accountTag(run, row.brokerId),
    symbol: row.symbol,
    positionSide: row.positionSide,
    detail: sentence('then-closed', { why: detail }),
  });
}
