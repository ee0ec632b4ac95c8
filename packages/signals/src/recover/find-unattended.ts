import type { LedgerRow } from '@perpdesk/journal/port';
import type { Run } from '../run.ts';
import { isEnded } from '../book/intent-table.ts';
import { isOfPerson } from '../define-route.ts';
import { routeIdOf } from '../relay/tell.ts';
import { listsSymbol } from '../routes/lists-symbol.ts';
import { sentence } from '../sentences/sentence.ts';

/**
 * What is open on accounts that the desk has no more, and what strategies own where no route of theirs trades any more: no
 * alert closes it. One line for each account and instrument.
 */
export function findUnattended(run: Run): readonly string[] {
  const isGone = ({ brokerId }: { readonly brokerId: string }): boolean => !run.manager.ids.includes(brokerId);
  const owned = [...run.book.ledger.values()].filter((row) => isGone(row) && row.owned !== '0');
  const held = owned.map(({ brokerId, symbol, owned: quantity }) =>
    sentence('unattended-position', { account: brokerId, quantity, symbol }),
  );
  const left = [...run.book.ledger.values()].filter((row) => !isGone(row) && row.owned !== '0' && isLeft(run, row));
  const kept = left.map(({ brokerId, stream, symbol, owned: quantity }) =>
    sentence('left-by-route', { account: brokerId, quantity, symbol, stream }),
  );
  const orders = new Map<string, number>();
  for (const row of run.book.intents.all()) {
    if (isGone(row) && !isEnded(row)) orders.set(row.brokerId, (orders.get(row.brokerId) ?? 0) + 1);
  }
  return [
    ...held,
    ...kept,
    ...[...orders].map(([account, count]) => sentence('unattended-orders', { account, count })),
  ];
}

/** Whether no alert of the strategy reaches the account any more. People close what is theirs themselves. */
function isLeft(run: Run, { brokerId, stream, symbol }: LedgerRow): boolean {
  const routeId = routeIdOf(stream);
  if (isOfPerson(routeId)) return false;
  const route = run.routes.get(routeId);
  if (route === undefined || route.mode === 'notify') return true;
  // a program's route trades what its accounts list
  const trades = route.symbols.length === 0 || listsSymbol(route, symbol);
  return !trades || !route.brokers.some((broker) => broker.brokerId === brokerId);
}
