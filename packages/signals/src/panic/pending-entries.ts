import { isMarked } from '../book/intent-table.ts';
import { goalOf } from '../book/goal.ts';
import type { PanicDesk } from './panic-desk.ts';

/**
 * The latest end of validity among an account's orders that are sending or unknown and could open something, exchange time;
 * `null`: none. Beside entries these are exits that may grow the net position, where strategies own against each other.
 */
export function pendingEntriesUntil(desk: PanicDesk, brokerId: string): number | null {
  const ends: number[] = [];
  for (const row of desk.run()?.book.intents.all() ?? []) {
    if (row.brokerId !== brokerId || (row.state !== 'sending' && row.state !== 'unknown')) continue;
    if (row.kind === 'increase' || (row.kind === 'reduce' && goalOf(row).reduceOnly === false))
      ends.push(row.untilAt ?? 0);
  }
  return ends.length === 0 ? null : Math.max(...ends);
}

/**
 * Whether a symbol's stops stay although a read showed it flat: an entry of it is with the exchange, or one has filled since
 * the read, by what is booked.
 */
export function mayBeHeld(desk: PanicDesk, brokerId: string, symbol: string): boolean {
  const book = desk.run()?.book;
  if (book === undefined) return false;
  const isEntering = book.intents.openEntries(brokerId).some((row) => row.symbol === symbol && isMarked(row));
  return isEntering || [...book.ledger.ofBroker(brokerId)].some((row) => row.symbol === symbol && row.owned !== '0');
}
