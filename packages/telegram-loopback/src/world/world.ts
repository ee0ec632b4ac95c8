import type { Clock } from '../clock.ts';
import { firstIds } from '../first-ids.ts';
import type { LoopbackBot, LoopbackChat, LoopbackUser } from '../options.ts';
import { createRandom, type Random } from '../random.ts';
import type { User } from '../wire/user.ts';
import { createCallbackStore, type CallbackStore } from './callback-store.ts';
import type { ChatRoom } from './chat-room.ts';
import { createCommandStore, type CommandStore } from './command-store.ts';
import { createEventHub, type EventHub } from './event-hub.ts';
import { createFileStore, type FileStore } from './file-store.ts';
import { createGroupRoom, createPrivateRoom } from './create-room.ts';
import { createLongPoll, type LongPoll } from './long-poll.ts';
import type { WorldEvent } from './world-event.ts';
import { createUpdateQueue, type UpdateQueue } from './update-queue.ts';

const MAX_FILE_BYTES = 256 * 1024 * 1024;

export type WorldOptions = {
  readonly clock: Clock;
  readonly seed: number | undefined;
  readonly token: string;
  readonly bot: LoopbackBot;
  readonly users: readonly LoopbackUser[];
  readonly chats: readonly LoopbackChat[];
  readonly callbackTtlMs: number;
};

/** Everything that the server knows. */
export interface World {
  readonly clock: Clock;
  readonly random: Random;
  readonly token: string;
  readonly bot: User & { readonly username: string };
  readonly canReadAllGroupMessages: boolean;
  readonly firstMessageId: number;
  readonly users: Map<number, User>;
  readonly rooms: Map<number, ChatRoom>;
  readonly updates: UpdateQueue;
  readonly longPoll: LongPoll;
  readonly callbacks: CallbackStore;
  readonly commands: CommandStore;
  readonly files: FileStore;
  readonly events: EventHub<WorldEvent>;
  /** Texts that a bot sets about itself: name, description, short description. */
  readonly profile: Map<string, string>;
}

export function createWorld({ clock, seed, token, bot, users, chats, callbackTtlMs }: WorldOptions): World {
  const first = firstIds(clock.now(), seed);
  const updates = createUpdateQueue(clock, first.updateId);
  const rooms = [
    ...users.map((user) => createPrivateRoom(user, first.messageId)),
    ...chats.map((chat) => createGroupRoom(chat, users, first.messageId)),
  ];
  return {
    clock,
    random: createRandom(seed ?? clock.now()),
    token,
    bot: { id: bot.id, is_bot: true, first_name: bot.name, username: bot.username },
    canReadAllGroupMessages: bot.canReadAllGroupMessages ?? false,
    firstMessageId: first.messageId,
    users: new Map(users.map((user) => [user.id, toUser(user)])),
    rooms: new Map(rooms.map((room) => [room.chat.id, room])),
    updates,
    longPoll: createLongPoll(updates, clock),
    callbacks: createCallbackStore(clock, callbackTtlMs),
    commands: createCommandStore(),
    files: createFileStore(MAX_FILE_BYTES),
    events: createEventHub(),
    profile: new Map(),
  };
}

function toUser({ id, name, username }: LoopbackUser): User {
  return { id, is_bot: false, first_name: name, ...(username === undefined ? {} : { username }), language_code: 'en' };
}
