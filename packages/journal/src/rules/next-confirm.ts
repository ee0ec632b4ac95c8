import type { ConfirmRow } from '../port/chat-rows.ts';
import { CONFIRM_TRANSITIONS } from '../port/transitions.ts';
import { canMove } from './can-move.ts';
import type { ChangeOf } from './change-of.ts';

/** The row after the update; `null` where it is missing, in none of the states asked for, or would move backward. */
export function nextConfirm(
  row: ConfirmRow | undefined,
  { from, patch }: ChangeOf<'confirm-update'>,
): ConfirmRow | null {
  if (row === undefined || !from.includes(row.state)) return null;
  if (!canMove(CONFIRM_TRANSITIONS, row.state, patch.state ?? row.state)) return null;
  return { ...row, ...patch };
}
