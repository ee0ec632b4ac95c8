import type { OutboxPatch } from '../port/change.ts';
import type { OutboxMessage, OutboxRow } from '../port/outbox-row.ts';
import { OUTBOX_TRANSITIONS } from '../port/transitions.ts';
import { canMove } from './can-move.ts';
import type { ChangeOf } from './change-of.ts';

/** A new message as a row that may be sent at once, unless `patch` says what became of it already. */
export function newOutboxRow(message: OutboxMessage, patch: OutboxPatch = {}): Omit<OutboxRow, 'sequence'> {
  const { eventId, target, type, priority, payload, thread, createdAt } = message;
  return {
    eventId,
    target,
    type,
    priority,
    payload,
    thread,
    createdAt,
    state: 'pending',
    attempts: 0,
    nextAt: 0,
    maybeDuplicate: false,
    messageId: null,
    error: null,
    ...patch,
  };
}

/** The row after the update; `null` where it is missing or would move backward. */
export function nextOutbox(row: OutboxRow | undefined, { patch }: ChangeOf<'outbox-update'>): OutboxRow | null {
  if (row === undefined || !canMove(OUTBOX_TRANSITIONS, row.state, patch.state ?? row.state)) return null;
  return { ...row, ...patch };
}
