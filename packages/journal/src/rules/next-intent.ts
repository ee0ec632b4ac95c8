import type { IntentRow } from '../port/intent-row.ts';
import { INTENT_TRANSITIONS } from '../port/transitions.ts';
import { canMove } from './can-move.ts';
import type { ChangeOf } from './change-of.ts';

/** The row after the update; `null` where the row is missing, is of another version, or would move backward. */
export function nextIntent(
  row: IntentRow | undefined,
  { version, patch }: ChangeOf<'intent-update'>,
  now: number,
): IntentRow | null {
  if (row?.version !== version) return null;
  const next = { ...row, ...patch, version: version + 1, updatedAt: now };
  if (!canMove(INTENT_TRANSITIONS, row.state, next.state)) return null;
  if (next.attempt !== row.attempt + (patch.state === 'sending' ? 1 : 0)) return null;
  return next;
}
