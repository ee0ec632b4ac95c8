import type { Writer } from '../book/writer.ts';
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
    signalId: signal.id,
    routeId: signal.routeId,
    account: accountTag(run, brokerId),
    symbol: signal.symbol,
    code,
    detail,
  });
  w.updateSignal(signal.id, ['accepted'], { state: 'refused', code, detail });
}
