import { decimal, type Fill } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { fillKey } from '../book/book.ts';
import { isMarked, isProtective } from '../book/intent-table.ts';
import { lookUp } from '../execute/look-up.ts';
import { fillTotals } from '../ledger/fill-totals.ts';
import { noteOrderIds } from '../execute/note-order-ids.ts';
import type { Run } from '../run.ts';
import { gapsOf } from './read-from.ts';
import { intentOf } from './record-fill.ts';

/**
 * An exchange's list of trades may know only the ids under which orders executed. Where such a fill belongs to no order
 * that is known by it, the orders that it may belong to are looked up: those that were triggered or taken unseen. Ends early
 * where the stream has another gap.
 */
export async function linkFills(run: Run, brokerId: string, fills: readonly Fill[]): Promise<void> {
  const symbols = new Set(fills.filter((fill) => isNobodys(run, brokerId, fill)).map(({ symbol }) => symbol));
  const candidates = [...run.book.intents.all()].filter(
    (row) => row.brokerId === brokerId && symbols.has(row.symbol) && hasUnknownId(row) && mayLackFills(run, row),
  );
  await Promise.all(candidates.map((row) => link(run, row)));
}

/** It is new, and neither says whose it is nor stands under an id that is known. */
export function isNobodys(run: Run, brokerId: string, fill: Fill): boolean {
  const { clientOrderId, symbol, tradeId } = fill;
  if (clientOrderId !== null || run.book.knownFills.has(fillKey({ brokerId, symbol, tradeId }))) return false;
  return intentOf(run, brokerId, fill) === undefined;
}

/** A stop executes under another id than its own. */
function hasUnknownId(row: IntentRow): boolean {
  return row.clientOrderId !== null && (isProtective(row) || row.venueOrderId === null);
}

/** It may still fill, or has filled more than is recorded: it may have ended before a crash. */
function mayLackFills(run: Run, row: IntentRow): boolean {
  return isMarked(row) || fillTotals(run.book, row.id).quantity.lt(decimal(row.filledQuantity));
}

async function link(run: Run, intent: IntentRow): Promise<void> {
  const gaps = gapsOf(run, intent.brokerId);
  while (gapsOf(run, intent.brokerId) === gaps) {
    const look = await lookUp(run, intent);
    if (look !== 'failed') {
      if (look !== 'impossible' && look.order !== null) noteOrderIds(run.book, intent, look.order);
      return;
    }
    await run.sleep(run.timings.lookGapMs);
  }
}
