import type { Writer } from '../book/writer.ts';
import { tellSignal } from '../relay/tell.ts';
import type { Run } from '../run.ts';
import type { RefusalCode, Signal } from '../signal.ts';

/** The signal makes no order on any account, and the chats hear why. */
export function refuseStep(
  run: Run,
  w: Writer,
  signal: Pick<Signal, 'id' | 'routeId' | 'symbol'>,
  code: RefusalCode,
  detail: string,
): void {
  w.updateSignal(signal.id, ['accepted', 'held'], { state: 'refused', code, detail });
  tellSignal(run, w, signal.id, `refused:${signal.id}`, {
    type: 'signal.rejected',
    signalId: signal.id,
    routeId: signal.routeId,
    account: null,
    symbol: signal.symbol,
    code,
    detail,
  });
}
