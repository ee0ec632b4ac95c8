import type { IntentRow } from '../port/intent-row.ts';
import { INTENT_TRANSITIONS } from '../port/transitions.ts';
import { canMove } from './can-move.ts';
import type { ChangeOf } from './change-of.ts';

/** The row after the update; `null` where the row is missing, is of another version, or would move backward. */
export function nextIntent<Row extends Pick<IntentRow, 'version' | 'state' | 'attempt'>>(
  row: Row | undefined,
  { version, patch }: ChangeOf<'intent-update'>,
  now: number,
) {
  if (row?.version !== version) return null;
  const next = { ...row, ...patch, version: version + 1, updatedAt: now };
  if (!canMove(INTENT_TRANSITIONS, row.state, patch.state ?? row.state)) return null;
  if ((patch.attempt ?? row.attempt) !== row.attempt + (patch.state === 'sending' ? 1 : 0)) return null;
  return next;
}
