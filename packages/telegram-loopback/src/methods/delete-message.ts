import { badRequest } from '../api-error.ts';
import { readInteger, readJson } from '../arguments/arguments.ts';
import type { ChatRoom } from '../world/chat-room.ts';
import { nowSeconds, removeMessage } from '../world/post-message.ts';
import type { World } from '../world/world.ts';
import { findWritableRoom } from './find-room.ts';
import type { Method } from './method.ts';

const DELETABLE_SECONDS = 48 * 3600;

export const deleteMessage: Method = ({ world, args }) => {
  const room = findWritableRoom(world, args);
  const messageId = readInteger(args, 'message_id') ?? 0;
  if (!room.messages.has(messageId)) throw badRequest('message to delete not found');
  if (!isDeletable(world, room, messageId)) throw badRequest("message can't be deleted for everyone");
  removeMessage(world, room, messageId);
  return true;
};

/** Skips what cannot be deleted, as Telegram does. */
export const deleteMessages: Method = ({ world, args }) => {
  const room = findWritableRoom(world, args);
  const ids = readJson(args, 'message_ids', 'message identifiers');
  if (!Array.isArray(ids)) throw badRequest('message identifiers are not specified');
  if (ids.length === 0 || ids.length > 100) throw badRequest('from 1 to 100 message identifiers must be specified');
  for (const id of ids) if (typeof id === 'number' && isDeletable(world, room, id)) removeMessage(world, room, id);
  return true;
};

function isDeletable(world: World, room: ChatRoom, messageId: number): boolean {
  const message = room.messages.get(messageId)?.message;
  if (message === undefined) return false;
  const { type } = room.chat;
  const isOwn = message.from?.id === world.bot.id;
  if (type !== 'private' && room.botStatus === 'administrator') return true;
  return (isOwn || type === 'private') && nowSeconds(world) - message.date < DELETABLE_SECONDS;
}
