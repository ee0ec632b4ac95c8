import type { ConfirmRow } from '@perpdesk/journal/port';
import { barTo } from './approval/who-may-approve.ts';
import type { CardPlace, TapPlace } from './confirm-cards.ts';
import { parseConfirmCommand, type ConfirmCommand } from './confirm-command.ts';
import { canTradeOn, roleOfAll, type DeskUser } from './desk-user.ts';

/** Rights are those of now: they may have changed since the card. */
function mayTap(user: DeskUser, row: ConfirmRow, command: ConfirmCommand | null): boolean {
  // who may switch a route is looked at when it is carried out
  if (command?.type === 'again' || command?.type === 'route') return true;
  if (command?.type === 'ask' && command.quantities !== null) {
    return Object.keys(command.quantities).every((id) => canTradeOn(user, id));
  }
  if (command?.type !== 'panic') return canTradeOn(user, row.brokerId);
  const { brokerIds } = command;
  if (brokerIds !== null) return brokerIds.every((id) => canTradeOn(user, id));
  const role = roleOfAll(user);
  return user.brokers === null && role !== null && role !== 'viewer';
}

/** Why a card is not this person's to answer, whatever became of it; `null`: it is. */
export function barrierTo(place: CardPlace & Partial<TapPlace>, row: ConfirmRow): 'foreign' | 'role' | null {
  const command = parseConfirmCommand(row.payload);
  if (command?.type === 'approve') return barTo(place, row, command);
  if (row.userId !== place.user.id || row.chatId !== place.chatId) return 'foreign';
  return mayTap(place.user, row, command) ? null : 'role';
}
