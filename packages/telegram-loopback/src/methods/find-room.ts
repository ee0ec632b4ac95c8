import { badRequest, refusal } from '../api-error.ts';
import { readText, type MethodArguments } from '../arguments/arguments.ts';
import type { ChatRoom } from '../world/chat-room.ts';
import type { World } from '../world/world.ts';

/** The chat that `chat_id` names, by id or `@username`. */
export function findRoom(world: World, args: MethodArguments): ChatRoom {
  const id = readText(args, 'chat_id') ?? '';
  if (id === '') throw badRequest('chat_id is empty');
  const room = id.startsWith('@')
    ? [...world.rooms.values()].find(({ chat }) => chat.type !== 'private' && sameName(chat.username, id.slice(1)))
    : /^-?\d{1,16}$/.test(id)
      ? world.rooms.get(Number.parseInt(id, 10))
      : undefined;
  if (room === undefined) throw badRequest('chat not found');
  return room;
}

/** The chat that `chat_id` names, if the bot may write there. */
export function findWritableRoom(world: World, args: MethodArguments): ChatRoom {
  const room = findRoom(world, args);
  const { type } = room.chat;
  if (room.migratedTo !== undefined)
    throw refusal(400, 'group chat was upgraded to a supergroup chat', { migrate_to_chat_id: room.migratedTo });
  if (room.isBlocked) throw refusal(403, 'bot was blocked by the user');
  if (!room.isStarted) throw refusal(403, "bot can't initiate conversation with a user");
  if (room.botStatus === 'kicked') throw refusal(403, `bot was kicked from the ${type} chat`);
  if (room.botStatus === 'left') throw refusal(403, `bot is not a member of the ${type} chat`);
  if (type === 'channel' && room.botStatus !== 'administrator')
    throw badRequest('need administrator rights in the channel chat');
  return room;
}

const sameName = (a: string | undefined, b: string): boolean => a?.toLowerCase() === b.toLowerCase();
