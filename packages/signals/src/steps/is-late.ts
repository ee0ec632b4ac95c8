import type { Decimal } from '@perpdesk/broker-core';
import { sameSize } from '../plan/same-size.ts';
import { directionOf } from '../plan/sides.ts';
import type { Signal } from '../signal.ts';
import type { AppliedStep } from './applied-steps.ts';
import type { WaitingStep } from './reorder-window.ts';

/**
 * Whether one that came after it in the strategy was applied already: it begins where this one ends, or where those end
 * that wait behind it, and fired no earlier. Times have whole seconds, so that several steps of a bar may share one.
 * A close without a time is past only for what came while one before it was missing.
 */
export function isLate(
  signal: Signal,
  waiting: readonly WaitingStep[],
  { stands, applied }: { readonly stands: Decimal; readonly applied: readonly AppliedStep[] },
): boolean {
  // without a time nobody knows whether one that only leaves is past: whoever might want out is let out
  if (signal.firedAt === null && leavesFrom(signal, stands)) return false;
  // a close that would lead to what followed on the last leads nowhere: it is the one behind a turn that was lost
  const isClose = signal.firedAt === null && signal.next.isZero() && !stands.isZero();
  const later = isClose ? applied.filter(({ follows }) => !follows) : applied;
  return endsBehind(signal, waiting).some((end) => beginsAt(end, signal, later));
}

/** Whether something was applied that began at that position and fired no earlier than the signal; without a time, of late. */
export function beginsAt(position: Decimal, { firedAt }: Signal, applied: readonly AppliedStep[]): boolean {
  const isNoEarlier = (one: AppliedStep) =>
    firedAt === null ? one.isRecent : one.firedAt === null || one.firedAt >= firedAt;
  return applied.some((one) => sameSize(one.previous, position) && isNoEarlier(one));
}

/** On the side where the strategy stands it closes, reduces to less than that, or is a turn of which only the close may go. */
function leavesFrom({ previous, next, entryRefusal }: Signal, stands: Decimal): boolean {
  if (previous === null || previous.isZero() || stands.isZero()) return false;
  if (directionOf(previous) !== directionOf(stands)) return false;
  if (next.isZero()) return true;
  if (directionOf(next) !== directionOf(previous)) return entryRefusal !== undefined;
  return next.abs().lt(previous.abs()) && next.abs().lt(stands.abs());
}

/** Where the strategy may stand after the signal, and after each that waits and follows on it. */
function endsBehind({ next }: Signal, waiting: readonly WaitingStep[]): readonly Decimal[] {
  const ends = [next];
  const left = new Set(waiting);
  for (const end of ends) {
    for (const one of left) {
      if (one.signal.previous === null || !sameSize(one.signal.previous, end)) continue;
      left.delete(one);
      ends.push(one.signal.next);
    }
  }
  return ends;
}
