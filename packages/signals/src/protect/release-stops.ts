import { decimal } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import type { Writer } from '../book/writer.ts';
import { ownersOf, toPositionSide } from '../ledger/owned.ts';
import { directionOf, reducingSide } from '../plan/sides.ts';
import type { Run } from '../run.ts';
import { isLeaving } from './policy.ts';
import { leave } from './stop-changed.ts';

/** Once nobody owns a side any more its stops are canceled; the one that is filling ends by itself. */
export function releaseStops(
  run: Run,
  w: Writer,
  { brokerId, symbol, positionSide, id }: Pick<IntentRow, 'brokerId' | 'symbol' | 'positionSide' | 'id'>,
): void {
  const owners = ownersOf(w.book, brokerId, symbol, toPositionSide(positionSide));
  const needed = new Set<string>(owners.map((row) => reducingSide(directionOf(decimal(row.owned)))));
  for (const stop of w.book.intents.openStops(brokerId, symbol)) {
    if (stop.positionSide !== positionSide || stop.id === id || needed.has(stop.side) || isLeaving(stop)) continue;
    leave(run, w, stop);
  }
}
