import { Decimal, decimal, formatDecimal, ZERO } from '@perpdesk/broker-core';
import type { IntentPatch, IntentRow } from '@perpdesk/journal/port';
import { formatGoal, goalOf } from '../book/goal.ts';
import type { Writer } from '../book/writer.ts';
import { reducingSide } from '../plan/sides.ts';
import { takeOwned, type TakeRequest } from './book-fill.ts';

type Gone = Omit<TakeRequest, 'first' | 'keepsUnit' | 'state'>;

/**
 * Takes from the owners of a side what left it without word of an order. An exit of which nobody can say what became is
 * likely to have taken it: its strategy gives first, and what it filled is not taken once more when that is known.
 *
 * @returns Whether a person's close is likely to have taken some of it.
 */
export function takeGone(w: Writer, gone: Gone): boolean {
  let left = gone.quantity;
  let isPersons = false;
  for (const exit of doubtfulExits(w, gone)) {
    const goal = goalOf(exit);
    const known = goneOf(exit);
    const open = decimal(exit.quantity ?? '0')
      .minus(decimal(exit.filledQuantity))
      .minus(known);
    const quantity = Decimal.min(left, open);
    if (!quantity.gt(0)) continue;
    left = left.minus(quantity);
    isPersons ||= goal.cause === 'operator';
    const keepsUnit = goal.cause === 'signal';
    takeOwned(w, { ...gone, quantity, first: exit.stream, keepsUnit, state: 'sitting-out' });
    w.updateIntent(exit.id, { goal: formatGoal({ ...goal, gone: formatDecimal(known.plus(quantity)) }) });
  }
  if (left.gt(0)) takeOwned(w, { ...gone, quantity: left, first: null, keepsUnit: false, state: 'sitting-out' });
  return isPersons;
}

/** Base asset, ≥ 0: what was taken of an exit's quantity before its fill is known. */
export function goneOf(intent: Pick<IntentRow, 'goal'>): Decimal {
  const { gone } = goalOf(intent);
  return gone === undefined ? ZERO : decimal(gone);
}

/** What is left of it once so much more is known to have filled; base asset. */
export function withoutGone(intent: IntentRow, filled: Decimal): IntentPatch {
  const gone = goneOf(intent);
  if (gone.isZero()) return {};
  const left = Decimal.max(gone.minus(filled), ZERO);
  return { goal: formatGoal({ ...goalOf(intent), gone: formatDecimal(left) }) };
}

function doubtfulExits(w: Writer, { brokerId, symbol, side, direction }: Gone): readonly IntentRow[] {
  return w.book.intents
    .openOfLane(brokerId, symbol)
    .filter((row) => row.kind === 'reduce' && row.state === 'needs-operator' && row.positionSide === side)
    .filter((row) => row.side === reducingSide(direction) && goalOf(row).cause !== 'drift');
}
