import type { IntentRow, LedgerRow } from '@perpdesk/journal/port';
import { laneKey } from '../book/intent-table.ts';
import type { Writer } from '../book/writer.ts';
import { ownersOf, toPositionSide } from '../ledger/owned.ts';
import type { Run } from '../run.ts';
import { isLeaving, isProtectedBy, protectionKey } from './policy.ts';
import { leave } from './stop-changed.ts';

/**
 * A stop is canceled once its stream owns nothing of the side any more, and nobody who is to have one does; the one that
 * is filling ends by itself.
 */
export function releaseStops(
  run: Run,
  w: Writer,
  { brokerId, symbol, positionSide, id }: Pick<IntentRow, 'brokerId' | 'symbol' | 'positionSide' | 'id'>,
): void {
  const owners = ownersOf(w.book, brokerId, symbol, toPositionSide(positionSide));
  forgetNaked(run, `${laneKey(brokerId, symbol)} ${positionSide} `, owners);
  for (const stop of w.book.intents.openStops(brokerId, symbol)) {
    if (stop.positionSide !== positionSide || stop.id === id || isLeaving(stop)) continue;
    if (!owners.some((row) => isProtectedBy(run, row, stop))) leave(run, w, stop);
  }
}

/** Who owns nothing lacks nothing: the next entry's stop has its whole time. */
function forgetNaked(run: Run, sideKey: string, owners: readonly LedgerRow[]): void {
  const owning = new Set(owners.map(protectionKey));
  for (const key of run.notes.nakedSince.keys()) {
    if (key.startsWith(sideKey) && !owning.has(key)) run.notes.nakedSince.delete(key);
  }
}
