import { type Decimal, decimal } from '@perpdesk/broker-core';
import { gapPolicyOf } from '../steps/gap-policy.ts';
import { directionOf } from '../plan/sides.ts';
import type { Run } from '../run.ts';
import type { Wish, WishSignal } from '../wish.ts';
import { isExitOnly, isEntry } from './wish-rank.ts';
import { wantedSide } from './wish-legs.ts';

/**
 * How long an alert waits for others of its second that are to go first, ms. Only where they could matter: what opens from
 * flat or turns ends the same whether or not a close of that second comes after it.
 */
export function waitMsOf(run: Run, signal: WishSignal): number {
  if (signal.firedAt === null || isExitOnly(signal)) return 0;
  return signal.wishes.some((wish) => dependsOnOrder(run, signal.stream, wish))
    ? gapPolicyOf(run, signal.routeId).reorderWindowMs
    : 0;
}

function dependsOnOrder(run: Run, stream: string, wish: Wish): boolean {
  if (!isEntry(wish)) return false;
  // nothing to add to may mean that the opening of that second is still to come
  if (wish.type === 'add') return true;
  const side = wantedSide(wish);
  return [...run.book.ledger.values()].some((row) => {
    const owned: Decimal = decimal(row.owned);
    if (row.stream !== stream || owned.isZero() || directionOf(owned) !== side) return false;
    // what is being closed already is no reason
    return !run.book.intents
      .openOfLane(row.brokerId, row.symbol)
      .some((intent) => intent.stream === stream && intent.kind === 'reduce');
  });
}
