import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import { isMarked } from '../book/intent-table.ts';
import type { Run } from '../run.ts';
import { isPersonsCloseOfAll } from './exit-waits.ts';

/** Whether another exit has the one place that their lane, whose open rows these are, has for them at the exchange. */
export function isExitSlotTaken(run: Run, rows: readonly IntentRow[], exit: IntentRow): boolean {
  return rows.some(
    (other) => other.kind === 'reduce' && other.id !== exit.id && isWithExchange(other) && !mayPass(run, exit, other),
  );
}

/** One that nobody can be asked about does not block what reduces: it can only reduce, too. */
function isWithExchange(row: IntentRow): boolean {
  return isMarked(row) && row.state !== 'needs-operator';
}

/**
 * One that was provably not sent has no place at the exchange while it waits for its next try: that is planned from what is
 * owned by then. A person's part of a position stands behind the one before it, of which it is a part of what is left.
 */
function mayPass(run: Run, exit: IntentRow, other: IntentRow): boolean {
  if (other.state !== 'sending' || run.notes.unsent.get(other.id) !== other.attempt) return false;
  return exit.stream !== other.stream || goalOf(exit).work !== 'quantity' || isPersonsCloseOfAll(run, exit);
}
