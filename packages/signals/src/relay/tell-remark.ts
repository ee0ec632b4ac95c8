import type { IntentRow } from '@perpdesk/journal/port';
import type { Writer } from '../book/writer.ts';
import type { Run } from '../run.ts';
import { noteHeard } from './heard.ts';
import { accountTag } from './order-fields.ts';
import { tellSignal } from './tell.ts';

/** Tells what there is to know of a signal on an account. */
export function tellRemark(
  run: Run,
  w: Writer,
  { id, signalId, brokerId, symbol }: Pick<IntentRow, 'id' | 'signalId' | 'brokerId' | 'symbol'>,
  { about, detail }: { readonly about: 'unchanged' | 'leverage' | 'cancel'; readonly detail: string },
): void {
  if (about === 'unchanged') noteHeard(run, id);
  tellSignal(run, w, signalId, `remarked:${id}:${about}`, {
    type: 'signal.remarked',
    signalId,
    routeId: run.book.signals.get(signalId)?.stored.signal.routeId ?? '',
    account: accountTag(run, brokerId),
    symbol,
    detail,
  });
}
