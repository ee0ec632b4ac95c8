import { formatText } from '../text/format-text.ts';
import type { Message, MessageContent } from '../wire/message.ts';
import type { User } from '../wire/user.ts';
import type { ChatRoom } from '../world/chat-room.ts';
import { asReplyTarget, nowSeconds, postMessage, reviseMessage } from '../world/post-message.ts';
import type { World } from '../world/world.ts';
import type { Action } from './action.ts';
import { ControlError } from './control-error.ts';
import { findMember, findMessage, findRoomById, findUser } from './find.ts';
import { reachesBot } from './reaches-bot.ts';

/** The account that Telegram shows for an administrator who writes as the group. */
const ANONYMOUS_ADMIN: User = { id: 1_087_968_824, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' };
const MAX_TEXT = 4096;
type ActOf<A extends Action['act']> = Extract<Action, { act: A }>;

export function sendText(world: World, { userId, text, chatId, threadId, replyTo }: ActOf<'send-text'>): Message {
  const room = findRoomById(world, chatId ?? findUser(world, userId).id);
  const from = findMember(world, room, userId);
  if (room.chat.type === 'channel') throw new ControlError('chatId: people do not write in a channel');
  const target = replyTo === undefined ? undefined : findMessage(room, replyTo).message;
  const message = postMessage(world, room, {
    from,
    ...thread(room, threadId ?? target?.message_thread_id),
    ...(target === undefined ? {} : { reply_to_message: asReplyTarget(target) }),
    ...content(text),
  });
  room.isStarted = true;
  room.isBlocked = false;
  return deliver(world, room, message);
}

export function sendAnonymously(world: World, { chatId, text, threadId }: ActOf<'send-anonymously'>): Message {
  const room = findRoomById(world, chatId);
  if (room.chat.type !== 'supergroup' && room.chat.type !== 'group') throw new ControlError('chatId: expected a group');
  const draft = { from: ANONYMOUS_ADMIN, sender_chat: room.chat, ...thread(room, threadId), ...content(text) };
  return deliver(world, room, postMessage(world, room, draft));
}

export function postInChannel(world: World, { chatId, text }: ActOf<'post-in-channel'>): Message {
  const room = findRoomById(world, chatId);
  if (room.chat.type !== 'channel') throw new ControlError('chatId: expected a channel');
  const message = postMessage(world, room, { sender_chat: room.chat, ...content(text) });
  if (reachesBot(world, room, message)) world.updates.push('channel_post', message);
  return message;
}

export function editText(world: World, { userId, chatId, messageId, text }: ActOf<'edit-text'>): Message {
  const room = findRoomById(world, chatId);
  const { message } = findMessage(room, messageId);
  const isOwn = message.from?.id === userId;
  const isPost = room.chat.type === 'channel' && room.admins.has(userId);
  if ((!isOwn && !isPost) || message.text === undefined)
    throw new ControlError(`messageId: ${messageId} is not a text of user ${userId}`);
  const { entities: _entities, ...kept } = message;
  const edited = reviseMessage(world, room, { ...kept, ...content(text), edit_date: nowSeconds(world) });
  if (reachesBot(world, room, edited)) world.updates.push(isPost ? 'edited_channel_post' : 'edited_message', edited);
  return edited;
}

export function forwardMessage(world: World, { userId, fromChatId, messageId, chatId }: ActOf<'forward'>): Message {
  const source = findMessage(findRoomById(world, fromChatId), messageId).message;
  const room = findRoomById(world, chatId ?? userId);
  const from = findMember(world, room, userId);
  const { text, entities, caption, caption_entities: captionEntities, photo, document, date } = source;
  const message = postMessage(world, room, {
    from,
    forward_origin:
      source.from === undefined
        ? { type: 'channel', chat: source.chat, message_id: messageId, date }
        : { type: 'user', sender_user: source.from, date },
    ...(text === undefined ? {} : { text }),
    ...(entities === undefined ? {} : { entities }),
    ...(caption === undefined ? {} : { caption }),
    ...(captionEntities === undefined ? {} : { caption_entities: captionEntities }),
    ...(photo === undefined ? {} : { photo }),
    ...(document === undefined ? {} : { document }),
  });
  return deliver(world, room, message);
}

function deliver(world: World, room: ChatRoom, message: Message): Message {
  if (reachesBot(world, room, message)) world.updates.push('message', message);
  return message;
}

function content(source: string): MessageContent {
  const { text, entities } = formatText({ text: source, mode: 'none', entities: [] }, () => undefined);
  if (text === '') throw new ControlError('text: expected more than spaces');
  if (text.length > MAX_TEXT) throw new ControlError(`text: expected at most ${MAX_TEXT} characters`);
  return { text, ...(entities.length === 0 ? {} : { entities }) };
}

function thread(room: ChatRoom, threadId: number | undefined): { readonly message_thread_id?: number } {
  if (threadId === undefined || threadId === 0) return {};
  if (!room.topics.has(threadId)) throw new ControlError(`threadId: chat ${room.chat.id} has no topic ${threadId}`);
  return { message_thread_id: threadId };
}
