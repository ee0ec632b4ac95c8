import type { LedgerRow } from '@perpdesk/journal/port';
import type { Writer } from '../book/writer.ts';
import { mayReduceOn } from '../lanes/may-begin.ts';
import { isPanicked } from '../panic/is-panicked.ts';
import type { Run } from '../run.ts';
import { isHeldBack } from './held-back.ts';
import { leave } from './leave.ts';
import { placeProtective } from './place-protective.ts';
import { coverableOf, isLeaving, isProven, protectionOf } from './policy.ts';
import { matchOrders, type WantedOrder } from './wanted-order.ts';

export interface WantedTargets {
  readonly signalId: string;
  readonly wanted: readonly WantedOrder[];
}

/** Brings targets to where they should stand: those that do not fit go first, so that never more is sold than is owned. */
export function keepTargets(run: Run, w: Writer, row: LedgerRow, { signalId, wanted }: WantedTargets): void {
  if (!mayChange(run, row)) return leaveUncovered(run, w, row, 'target');
  const open = protectionOf(run, row, 'target');
  const live = open.filter((one) => !isLeaving(one));
  const { missing, surplus } = matchOrders(live, wanted);
  // one that was taken at the market ends by itself
  for (const other of surplus) if (other.orderType !== 'market') leave(run, w, other);
  if (surplus.length > 0 || live.length < open.length || isHeldBack(run, row, 'target')) return;
  for (const one of missing) placeProtective(run, w, row, { signalId, wanted: one });
}

/** Keeps the stop that follows the price: the new one stands before the old one goes. */
export function keepTrailing(run: Run, w: Writer, row: LedgerRow, { signalId, wanted }: WantedTargets): void {
  if (!mayChange(run, row)) return leaveUncovered(run, w, row, 'trailing');
  const live = protectionOf(run, row, 'trailing').filter((one) => !isLeaving(one));
  const { kept, missing, surplus } = matchOrders(live, wanted);
  if (missing.length === 0 && kept.every(isProven)) {
    for (const other of surplus) leave(run, w, other);
    return;
  }
  if (live.some((one) => !isProven(one)) || isHeldBack(run, row, 'trailing')) return;
  for (const one of missing) placeProtective(run, w, row, { signalId, wanted: one });
}

/** What of the stream's is no position any more, for others own against it, has no order: its exit waits for them to go. */
function leaveUncovered(run: Run, w: Writer, row: LedgerRow, work: 'target' | 'trailing'): void {
  if (run.isStopping || !mayReduceOn(run, row.brokerId) || !coverableOf(run, row).isZero()) return;
  for (const order of protectionOf(run, row, work)) {
    if (!isLeaving(order) && order.orderType !== 'market') leave(run, w, order);
  }
}

/**
 * While the stream's position is on its way to another size, its targets stay as they are. An exit of which nobody can say what
 * became is waited for by no target: it may be open for days.
 */
function mayChange(run: Run, { brokerId, symbol, stream }: LedgerRow): boolean {
  // two of one part may stand where a crash follows and the journal never heard of the first
  if (run.journal.standing() !== null) return false;
  if (run.isStopping || !mayReduceOn(run, brokerId) || isPanicked(run.book, brokerId)) return false;
  const rows = run.book.intents.openOfLane(brokerId, symbol);
  return !rows.some((row) => row.stream === stream && row.kind === 'reduce' && row.state !== 'needs-operator');
}
