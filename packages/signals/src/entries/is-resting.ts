import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';

/** An entry's limit order that stands at the exchange, and is to: it takes no sending slot. */
export function isRestingEntry(row: IntentRow): boolean {
  if (row.kind !== 'increase' || (row.state !== 'accepted' && row.state !== 'partially-filled')) return false;
  const { entry, leaving } = goalOf(row);
  return entry !== null && entry.price !== null && !leaving;
}
