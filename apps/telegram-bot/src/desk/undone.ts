import type { ConfirmCommand } from './confirm-command.ts';

/** What a card that was not carried out leaves undone: an order, a change, a cancel, closing everything, or anything else. */
export type Undone = 'order' | 'change' | 'cancel' | 'panic' | 'other';

/** `null`: a card that can no longer be read. */
export function undoneOf(command: ConfirmCommand | null): Undone {
  switch (command?.type) {
    case 'open':
    case 'close':
    case 'reverse':
    case 'ask':
      return 'order';
    case 'protect':
    case 'setting':
    case 'settle':
    case 'route':
      return 'change';
    case 'cancel':
    case 'panic':
      return command.type;
    case 'approve':
      return undoneOf(command.command);
    default:
      return 'other';
  }
}
