import { cardKindOf } from './card-truth.ts';
import type { ConfirmCommand } from './confirm-command.ts';

/** What a card that was not carried out leaves undone: an order, a change, a cancel, closing everything, or anything else. */
export type Undone = 'order' | 'change' | 'cancel' | 'panic' | 'other';

/** `null`: a card that can no longer be read. */
export function undoneOf(command: ConfirmCommand | null): Undone {
  const inner = command?.type === 'approve' ? command.command : command;
  if (inner?.type === 'panic') return 'panic';
  if (inner?.type === 'route') return 'change';
  const kind = cardKindOf(inner);
  if (kind === null) return 'other';
  return kind === 'order' || kind === 'cancel' ? kind : 'change';
}
