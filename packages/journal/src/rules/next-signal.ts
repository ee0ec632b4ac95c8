import type { SignalRow } from '../port/signal-row.ts';
import { SIGNAL_TRANSITIONS } from '../port/transitions.ts';
import { canMove } from './can-move.ts';
import type { ChangeOf } from './change-of.ts';

/** The row after the update; `null` where it is missing, in none of the states asked for, or would move backward. */
export function nextSignal<Row extends Pick<SignalRow, 'state'>>(
  row: Row | undefined,
  { from, patch }: ChangeOf<'signal-update'>,
  now: number,
) {
  if (row === undefined || !from.includes(row.state)) return null;
  if (!canMove(SIGNAL_TRANSITIONS, row.state, patch.state ?? row.state)) return null;
  return { ...row, ...patch, updatedAt: now };
}
