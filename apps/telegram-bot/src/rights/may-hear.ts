import type { UserDirectory } from '../chat/user-directory.ts';
import { canSee } from '../desk/desk-user.ts';
import type { ChatAddress, ChatDirectory } from '../outbox/chat-directory.ts';

/** Whether what the desk tells of these accounts may be shown in a chat now. Default: of none. */
export type MayHear = (chat: Pick<ChatAddress, 'chatId'>, brokerIds?: readonly string[]) => boolean;

/**
 * A private chat is its person's, unless the configuration names it: who is not on the list any more hears nothing there,
 * and nobody of accounts that they do not see any more.
 */
export function createMayHear(users: UserDirectory, directory: Pick<ChatDirectory, 'named' | 'targetOf'>): MayHear {
  return ({ chatId }, brokerIds = []) => {
    if (chatId.startsWith('-')) return true;
    const address = { chatId, topic: null };
    if (directory.named(directory.targetOf(address)) !== null) return true;
    // to which accounts a chat is bound says nothing of what is told in it
    const rights = [users.find(chatId), users.find(chatId, address)].flatMap((user) => user ?? []);
    return rights.some((user) => brokerIds.length === 0 || brokerIds.some((id) => canSee(user, id)));
  };
}
