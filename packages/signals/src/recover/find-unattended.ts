import type { Run } from '../run.ts';
import { isEnded } from '../book/intent-table.ts';
import { sentence } from '../sentences/sentence.ts';

/** What is open on accounts that the desk has no more: nobody looks after it. One line for each account and instrument. */
export function findUnattended(run: Run): readonly string[] {
  const isGone = ({ brokerId }: { readonly brokerId: string }): boolean => !run.manager.ids.includes(brokerId);
  const owned = [...run.book.ledger.values()].filter((row) => isGone(row) && row.owned !== '0');
  const held = owned.map(({ brokerId, symbol, owned: quantity }) =>
    sentence('unattended-position', { account: brokerId, quantity, symbol }),
  );
  const orders = new Map<string, number>();
  for (const row of run.book.intents.all()) {
    if (isGone(row) && !isEnded(row)) orders.set(row.brokerId, (orders.get(row.brokerId) ?? 0) + 1);
  }
  return [...held, ...[...orders].map(([account, count]) => sentence('unattended-orders', { account, count }))];
}
