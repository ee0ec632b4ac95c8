import type { IntentRow } from '@perpdesk/journal/port';
import type { Book } from '../book/book.ts';
import { goalOf } from '../book/goal.ts';

/** What an entry's order has gone on to by its route's policy, or the order itself; the other steps of a ladder are none of it. */
export function lastOfEntry({ intents }: Book, order: IntentRow): IntentRow {
  const first = goalOf(order).follows ?? order.id;
  return intents
    .ofSignal(order.signalId)
    .filter((row) => goalOf(row).follows === first)
    .reduce((last, row) => (row.leg > last.leg ? row : last), order);
}
