import type { DeskUser } from '../desk/desk-user.ts';
import type { ChatDirectory } from '../outbox/chat-directory.ts';

/** The private chats of those whom the configuration makes owners. */
export function ownerTargetsOf(
  users: readonly Pick<DeskUser, 'id' | 'role'>[],
  directory: Pick<ChatDirectory, 'targetOf'>,
): readonly string[] {
  return users.filter(({ role }) => role === 'owner').map(({ id }) => directory.targetOf({ chatId: id, topic: null }));
}
