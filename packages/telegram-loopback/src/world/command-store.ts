import type { ChatRoom } from './chat-room.ts';

export type BotCommand = { readonly command: string; readonly description: string };

export type CommandScope =
  | { readonly type: 'default' | 'all_private_chats' | 'all_group_chats' | 'all_chat_administrators' }
  | { readonly type: 'chat' | 'chat_administrators'; readonly chatId: number }
  | { readonly type: 'chat_member'; readonly chatId: number; readonly userId: number };

/** The command menus, one per scope and language. */
export interface CommandStore {
  set(scope: CommandScope, language: string, commands: readonly BotCommand[]): void;
  get(scope: CommandScope, language: string): readonly BotCommand[];
  /** What `userId` sees in the room: the narrowest scope that has a menu. */
  shownTo(userId: number, room: ChatRoom): readonly BotCommand[];
  clear(): void;
}

export function createCommandStore(): CommandStore {
  const menus = new Map<string, readonly BotCommand[]>();
  return {
    set(scope, language, commands) {
      if (commands.length === 0) menus.delete(keyOf(scope, language));
      else menus.set(keyOf(scope, language), commands);
    },
    get: (scope, language) => menus.get(keyOf(scope, language)) ?? [],
    shownTo(userId, room) {
      const scope = scopesOf(userId, room).find((candidate) => menus.has(keyOf(candidate, '')));
      return scope === undefined ? [] : (menus.get(keyOf(scope, '')) ?? []);
    },
    clear: () => menus.clear(),
  };
}

function scopesOf(userId: number, room: ChatRoom): readonly CommandScope[] {
  const chatId = room.chat.id;
  if (room.chat.type === 'private')
    return [{ type: 'chat', chatId }, { type: 'all_private_chats' }, { type: 'default' }];
  const isAdmin = room.admins.has(userId);
  return [
    { type: 'chat_member', chatId, userId },
    ...(isAdmin ? [{ type: 'chat_administrators', chatId } as const] : []),
    { type: 'chat', chatId },
    ...(isAdmin ? [{ type: 'all_chat_administrators' } as const] : []),
    { type: 'all_group_chats' },
    { type: 'default' },
  ];
}

function keyOf(scope: CommandScope, language: string): string {
  const chat = 'chatId' in scope ? scope.chatId : '';
  const user = 'userId' in scope ? scope.userId : '';
  return [scope.type, chat, user, language].join(':');
}
