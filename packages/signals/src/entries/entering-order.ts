import { type Decimal, decimal } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import { isMarked } from '../book/intent-table.ts';

/** Whether an open entry's order may still fill: it is with the exchange, or its size is fixed and it is to leave. */
export function isEntering(row: IntentRow): boolean {
  return isMarked(row) || goalOf(row).entry !== null;
}

/** Base asset, ≥ 0: what it may still fill. */
export function leftToFill(row: IntentRow): Decimal {
  return decimal(row.quantity ?? goalOf(row).entry?.quantity ?? '0').minus(decimal(row.filledQuantity));
}
