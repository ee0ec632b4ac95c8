import type { LoopbackChat, LoopbackUser } from '../options.ts';
import type { ChatRoom } from './chat-room.ts';

/** The private chat of a user with the bot; its id is the user's. */
export function createPrivateRoom({ id, name, username, isStarted }: LoopbackUser, firstMessageId: number): ChatRoom {
  return {
    chat: { id, type: 'private', first_name: name, ...(username === undefined ? {} : { username }) },
    botStatus: 'member',
    isBlocked: false,
    isStarted: isStarted ?? true,
    migratedTo: undefined,
    lastMessageId: firstMessageId - 1,
    members: new Set([id]),
    admins: new Set(),
    topics: new Map(),
    messages: new Map(),
  };
}

/** A group, supergroup, forum or channel. */
export function createGroupRoom(chat: LoopbackChat, users: readonly LoopbackUser[], firstMessageId: number): ChatRoom {
  const { id, title, type = 'supergroup', username, topics = [] } = chat;
  const members = chat.members ?? users.map((user) => user.id);
  return {
    chat: {
      id,
      type,
      title,
      ...(username === undefined ? {} : { username }),
      ...(topics.length === 0 ? {} : { is_forum: true }),
    },
    botStatus: chat.botStatus ?? 'administrator',
    isBlocked: false,
    isStarted: true,
    migratedTo: undefined,
    lastMessageId: firstMessageId - 1,
    members: new Set(members),
    admins: new Set(chat.admins ?? members.slice(0, 1)),
    topics: new Map(topics.map((topic) => [topic.id, { ...topic, isClosed: false }])),
    messages: new Map(),
  };
}
