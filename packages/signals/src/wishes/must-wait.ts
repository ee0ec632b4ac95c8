import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import { isAsking } from '../book/intent-table.ts';
import { ownedBy } from '../ledger/owned.ts';
import { type Direction, directionOf, increasingSide, reducingSide } from '../plan/sides.ts';
import type { Run } from '../run.ts';
import { gapPolicyOf } from '../steps/gap-policy.ts';
import type { Wish, WishSignal } from '../wish.ts';
import { wantedSide } from './wish-legs.ts';
import { isExitOnly, isEntry } from './wish-rank.ts';

/**
 * How long an alert waits for others of its second that are to go first, ms. Only where they could matter: what opens from
 * flat or turns ends the same whether or not a close of that second comes after it.
 */
export function waitMsOf(run: Run, signal: WishSignal): number {
  if (signal.firedAt === null || isExitOnly(signal)) return 0;
  return signal.wishes.some((wish) => dependsOnOrder(run, signal, wish))
    ? gapPolicyOf(run, signal.routeId).reorderWindowMs
    : 0;
}

function dependsOnOrder(run: Run, signal: WishSignal, wish: Wish): boolean {
  if (!isEntry(wish)) return false;
  // nothing to add to may mean that the opening of that second is still to come
  if (wish.type === 'add') return true;
  const side = wantedSide(wish);
  const accounts = run.routes.get(signal.routeId)?.brokers ?? [];
  return side !== null && accounts.some(({ brokerId }) => keeps(run, brokerId, signal, side));
}

/** Whether the account is on the side, or will be: what is being closed altogether is no reason to wait. */
function keeps(run: Run, brokerId: string, { stream, symbol }: WishSignal, side: Direction): boolean {
  const work = run.book.intents.openOfLane(brokerId, symbol).filter((row) => row.stream === stream);
  const close = work.findLastIndex((row) => closesSide(run, row) && row.side === reducingSide(side));
  const enters = (row: IntentRow): boolean =>
    row.kind === 'increase' && row.side === increasingSide(side) && !isAsking(row);
  if (work.slice(close + 1).some(enters)) return true;
  const owned = ownedBy(run.book, brokerId, stream);
  return close === -1 && !owned.isZero() && directionOf(owned) === side;
}

function closesSide(run: Run, { kind, goal, signalId }: IntentRow): boolean {
  if (kind !== 'reduce') return false;
  const { work, wish } = goalOf({ goal });
  const signal = run.book.signals.get(signalId)?.stored.signal;
  const asked = signal !== undefined && 'wishes' in signal ? signal.wishes[wish?.index ?? -1] : undefined;
  return work === 'zero' || asked?.type === 'close' || asked?.type === 'hold';
}
