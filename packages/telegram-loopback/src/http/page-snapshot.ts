import type { BotCommand } from '../world/command-store.ts';
import type { ChatRoom, StoredMessage, Topic } from '../world/chat-room.ts';
import type { Chat } from '../wire/chat.ts';
import type { User } from '../wire/user.ts';
import type { World } from '../world/world.ts';

/** The page shows this many messages of a chat. */
const SHOWN_MESSAGES = 400;

export type PageRoom = {
  readonly chat: Chat;
  readonly topics: readonly Topic[];
  readonly commands: readonly BotCommand[];
  readonly isBlocked: boolean;
  readonly isAdmin: boolean;
  readonly memberCount: number;
  readonly messages: readonly StoredMessage[];
};

export type PageSnapshot = {
  readonly now: number;
  readonly bot: User;
  readonly user: User;
  readonly users: readonly User[];
  readonly rooms: readonly PageRoom[];
};

/** What `userId` sees; the first user where the id is unknown. Undefined where there is no user at all. */
export function readPageSnapshot(world: World, userId: number): PageSnapshot | undefined {
  const users = [...world.users.values()];
  const user = world.users.get(userId) ?? users[0];
  if (user === undefined) return undefined;
  const rooms = [...world.rooms.values()].filter((room) => isShown(room, user.id));
  return {
    now: world.clock.now(),
    bot: world.bot,
    user,
    users,
    rooms: rooms.map((room) => ({
      chat: room.chat,
      topics: [...room.topics.values()],
      commands: world.commands.shownTo(user.id, room),
      isBlocked: room.isBlocked,
      isAdmin: room.admins.has(user.id),
      memberCount: room.members.size + 1,
      messages: [...room.messages.values()].slice(-SHOWN_MESSAGES),
    })),
  };
}

/** Whether the user sees the room: a member, and the room did not move on. */
export function isShown(room: ChatRoom, userId: number): boolean {
  return room.members.has(userId) && room.migratedTo === undefined;
}
