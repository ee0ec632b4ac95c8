import type { ConfirmRow } from '@perpdesk/journal/port';
import type { TapPlace } from '../confirm-cards.ts';
import type { ApproveCommand } from '../confirm-command.ts';
import { canTradeOn, roleOfAll, type DeskUser } from '../desk-user.ts';

/** What concerns every account takes somebody who owns them all. */
function mayApprove(user: DeskUser, brokerIds: ApproveCommand['brokerIds']): boolean {
  if (brokerIds === null) return user.brokers === null && roleOfAll(user) === 'owner';
  return brokerIds.every((id) => canTradeOn(user, id));
}

/**
 * Whether a card that waits for more than a tap is this person's to answer: a code is the asker's, approval is of anybody
 * with the right on its accounts. Both need their right now; `null`: it is.
 */
export function barTo(
  { user, chatId, findUser }: Pick<TapPlace, 'user' | 'chatId'> & Partial<TapPlace>,
  row: ConfirmRow,
  { stage, brokerIds, askedIn }: ApproveCommand,
): 'foreign' | 'role' | null {
  const isAsker = row.userId === user.id;
  if (row.chatId !== chatId || (stage === 'code' && !isAsker)) return 'foreign';
  if (!isAsker && !mayApprove(user, brokerIds)) return 'role';
  const asker = isAsker ? user : (findUser?.(row.userId, askedIn) ?? null);
  if (asker === null) return 'role';
  // what concerns every account is asked again when the command runs
  return (brokerIds ?? []).every((id) => canTradeOn(asker, id)) ? null : 'role';
}
