import type { Writer } from '../book/writer.ts';
import type { Notice } from '../notice.ts';
import type { Run } from '../run.ts';
import type { RefusalCode, Signal } from '../signal.ts';
import { accountTag } from './order-fields.ts';
import { tellSignal } from './tell.ts';

/** Ends a signal that was accepted and of which nothing is done, and tells why. */
export function rejectSignal(
  run: Run,
  w: Writer,
  signal: Signal,
  brokerId: string,
  { code, detail }: { readonly code: RefusalCode; readonly detail: string },
): void {
  tellSignal(run, w, signal.id, `refused:${signal.id}`, {
    type: 'signal.rejected',
    ...aboutOf(run, signal.id),
    signalId: signal.id,
    routeId: signal.routeId,
    account: accountTag(run, brokerId),
    symbol: signal.symbol,
    code,
    detail,
  });
  w.updateSignal(signal.id, ['accepted'], { state: 'refused', code, detail });
}

/** What was asked for, where it is no order. */
function aboutOf(run: Run, signalId: string): Pick<Extract<Notice, { readonly type: 'signal.rejected' }>, 'about'> {
  const type = run.book.signals.get(signalId)?.stored.order?.type;
  return type === 'setting' || type === 'protect' || type === 'settle' ? { about: type } : {};
}
