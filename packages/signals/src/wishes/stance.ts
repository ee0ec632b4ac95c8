import type { Book } from '../book/book.ts';
import { readDry } from '../dry/dry-ledger.ts';
import { isDry } from '../dry/is-dry.ts';
import { ownedBy } from '../ledger/owned.ts';
import type { Run } from '../run.ts';
import type { WishSignal } from '../wish.ts';
import { legsOf, type Stance } from './wish-legs.ts';

/** Where a stream stands on an account. */
export function stanceOf(book: Book, brokerId: string, stream: string): Stance {
  const entries = book.intents.openEntries(brokerId).filter((row) => row.stream === stream);
  const entering = new Set(entries.map(({ side }) => (side === 'buy' ? ('long' as const) : ('short' as const))));
  return { owned: ownedBy(book, brokerId, stream), entering };
}

/** Whether an alert has something to take back or to close on an account of its route. */
export function leavesAnything(run: Run, { routeId, stream, wishes }: WishSignal): boolean {
  const route = run.routes.get(routeId);
  return (route?.brokers ?? []).some((account) => {
    const { brokerId } = account;
    const stance = isDry(route, account)
      ? { owned: readDry(run.book, brokerId, stream).owned, entering: new Set<never>() }
      : stanceOf(run.book, brokerId, stream);
    if (stance.owned.isZero() && stance.entering.size === 0) return false;
    return wishes.some((wish) => wish.type === 'cancel' || legsOf(wish, stance).some(({ kind }) => kind === 'reduce'));
  });
}

/** Whether an exit closes all that an alert before it would enter. */
export function isClosedBy(run: Run, { wishes }: WishSignal, { routeId, stream, wishes: exits }: WishSignal): boolean {
  const sides = exits.flatMap((wish) => (wish.type === 'close' ? [wish.direction] : []));
  const accounts = run.routes.get(routeId)?.brokers ?? [];
  return accounts.every(({ brokerId }) => {
    const legs = wishes.flatMap((wish) => legsOf(wish, stanceOf(run.book, brokerId, stream)));
    return legs.every(({ kind, direction }) => kind === 'reduce' || sides.includes(null) || sides.includes(direction));
  });
}
