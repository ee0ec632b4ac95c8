import type { Book } from '../book/book.ts';
import { isMarked, laneKey } from '../book/intent-table.ts';
import type { EnteringOrders } from '../desk-notice.ts';
import { accountTag } from '../relay/order-fields.ts';
import type { Run } from '../run.ts';

/** Entries that are with the exchange and may still fill, by account and instrument. */
export function enteringOrders(run: Run, book: Book): readonly EnteringOrders[] {
  const found = new Map<string, EnteringOrders>();
  for (const row of book.intents.all()) {
    if (row.kind !== 'increase' || !isMarked(row)) continue;
    const { brokerId, symbol } = row;
    const key = laneKey(brokerId, symbol);
    found.set(key, { account: accountTag(run, brokerId), symbol, orders: (found.get(key)?.orders ?? 0) + 1 });
  }
  return [...found.values()];
}
