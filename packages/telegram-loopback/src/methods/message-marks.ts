import { badRequest } from '../api-error.ts';
import { readInteger, readJson, readText, type MethodArguments } from '../arguments/arguments.ts';
import { isRecord } from '../record.ts';
import { markMessage } from '../world/post-message.ts';
import { findWritableRoom } from './find-room.ts';
import type { Method } from './method.ts';
import { readThread } from './send-target.ts';

const CHAT_ACTIONS = [
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
  'cancel',
];
/** The emoji that Telegram takes as reactions. */
const REACTIONS = new Set(
  '👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡'.split(
    ' ',
  ),
);

export const sendChatAction: Method = ({ world, args }) => {
  const action = readText(args, 'action')?.toLowerCase() ?? '';
  if (!CHAT_ACTIONS.includes(action)) throw badRequest('wrong parameter action in request');
  const room = findWritableRoom(world, args);
  const isGeneral = readInteger(args, 'message_thread_id') === 1;
  const threadId = isGeneral ? 0 : (readThread(room, args) ?? 0);
  world.events.emit({ type: 'chat-action', chatId: room.chat.id, threadId, action });
  return true;
};

export const setMessageReaction: Method = ({ world, args }) => {
  const emoji = readReaction(args);
  const room = findWritableRoom(world, args);
  const messageId = readInteger(args, 'message_id') ?? 0;
  const stored = room.messages.get(messageId);
  if (stored === undefined) throw badRequest('message to react not found');
  const { [String(world.bot.id)]: _mine, ...others } = stored.reactions;
  markMessage(world, room, messageId, {
    reactions: emoji === undefined ? others : { ...others, [world.bot.id]: [emoji] },
  });
  return true;
};

function readReaction(args: MethodArguments): string | undefined {
  const given = readJson(args, 'reaction', 'ReactionType') ?? [];
  if (!Array.isArray(given)) throw badRequest("can't parse ReactionType: expected an Array");
  if (given.length > 1) throw badRequest('REACTIONS_TOO_MANY');
  const first: unknown = given[0];
  if (first === undefined) return undefined;
  const emoji = isRecord(first) && first['type'] === 'emoji' ? first['emoji'] : undefined;
  if (typeof emoji !== 'string' || !REACTIONS.has(emoji.replaceAll('\ufe0f', ''))) throw badRequest('REACTION_INVALID');
  return emoji;
}

export const pinChatMessage: Method = ({ world, args }) => {
  const room = findWritableRoom(world, args);
  const messageId = readInteger(args, 'message_id') ?? 0;
  if (!room.messages.has(messageId)) throw badRequest('message to pin not found');
  if (room.chat.type !== 'private' && room.botStatus !== 'administrator')
    throw badRequest('not enough rights to manage pinned messages in the chat');
  markMessage(world, room, messageId, { isPinned: true });
  return true;
};

/** Without a message id the newest pinned message is meant. */
export const unpinChatMessage: Method = ({ world, args }) => {
  const room = findWritableRoom(world, args);
  const pinned = [...room.messages.values()].findLast(({ isPinned }) => isPinned);
  const messageId = readInteger(args, 'message_id') ?? pinned?.message.message_id;
  if (messageId === undefined || room.messages.get(messageId)?.isPinned !== true)
    throw badRequest('message to unpin not found');
  markMessage(world, room, messageId, { isPinned: false });
  return true;
};

export const unpinAllChatMessages: Method = ({ world, args }) => {
  const room = findWritableRoom(world, args);
  for (const [id, { isPinned }] of room.messages) if (isPinned) markMessage(world, room, id, { isPinned: false });
  return true;
};
