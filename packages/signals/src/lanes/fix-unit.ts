import { decimal, formatDecimal } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import type { Writer } from '../book/writer.ts';
import { ledgerRow } from '../ledger/owned.ts';

/**
 * What is owned without a known size per unit is reduced in proportion to the strategy's step. The proportion becomes the
 * unit before the first order: taken anew from what is left after it, the same reduction would be done twice.
 */
export function fixUnit(w: Writer, intent: IntentRow): void {
  const row = ledgerRow(w.book, intent.brokerId, intent.stream);
  const previous = decimal(goalOf(intent).previous ?? '0');
  if (row === null || row.unit !== null || previous.isZero()) return;
  const owned = decimal(row.owned);
  if (owned.isZero()) return;
  const { version: _, ...known } = row;
  w.putLedger({ ...known, unit: formatDecimal(owned.div(previous).abs()) });
}
