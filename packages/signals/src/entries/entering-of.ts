import { type Decimal, decimal, ZERO } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import { isMarked } from '../book/intent-table.ts';
import type { Run } from '../run.ts';

/** Base asset, ≥ 0: what other orders of the stream's entries may still fill, those of a ladder that are to leave included. */
export function enteringOf(run: Run, intent: IntentRow): Decimal {
  return run.book.intents
    .openEntries(intent.brokerId)
    .filter((row) => row.stream === intent.stream && row.id !== intent.id && row.side === intent.side)
    .filter((row) => isMarked(row) || goalOf(row).entry !== null)
    .reduce((sum, row) => sum.plus(leftOf(row)), ZERO);
}

function leftOf(row: IntentRow): Decimal {
  return decimal(row.quantity ?? goalOf(row).entry?.quantity ?? '0').minus(decimal(row.filledQuantity));
}
