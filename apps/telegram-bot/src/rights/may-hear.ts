import type { UserDirectory } from '../chat/user-directory.ts';
import type { ChatAddress, ChatDirectory } from '../outbox/chat-directory.ts';

/** Whether what the desk tells may be shown in a chat now. */
export type MayHear = (chat: Pick<ChatAddress, 'chatId'>) => boolean;

/** A private chat is its person's: who is not on the list any more hears nothing there, unless the configuration names it. */
export function createMayHear(users: UserDirectory, directory: Pick<ChatDirectory, 'named' | 'targetOf'>): MayHear {
  return ({ chatId }) => {
    if (chatId.startsWith('-')) return true;
    const address = { chatId, topic: null };
    return directory.named(directory.targetOf(address)) !== null || users.find(chatId, address) !== null;
  };
}
