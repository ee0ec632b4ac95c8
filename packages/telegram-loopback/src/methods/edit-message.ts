import { badRequest } from '../api-error.ts';
import { readInteger, readJson, readText, type MethodArguments } from '../arguments/arguments.ts';
import { readCaption, readMessageText } from '../arguments/read-formatted-text.ts';
import { readReplyMarkup } from '../arguments/read-reply-markup.ts';
import { isRecord } from '../record.ts';
import type { Message, MessageContent } from '../wire/message.ts';
import type { ChatRoom } from '../world/chat-room.ts';
import { nowSeconds, reviseMessage } from '../world/post-message.ts';
import type { World } from '../world/world.ts';
import { findWritableRoom } from './find-room.ts';
import { userFinder, type Method } from './method.ts';
import { readMedia } from './read-media.ts';
import { captionContent, textContent } from './send-message.ts';

const NOT_MODIFIED =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';
const CONTENT_FIELDS = [
  'text',
  'entities',
  'caption',
  'caption_entities',
  'photo',
  'document',
  'reply_markup',
] as const;

export const editMessageText: Method = ({ world, args }) => {
  const content = textContent(readMessageText(args, userFinder(world), 'MESSAGE_TOO_LONG'));
  const { room, message } = findOwnMessage(world, args);
  if (message.text === undefined) throw badRequest('there is no text in the message to edit');
  return applyEdit(world, room, message, args, content);
};

export const editMessageCaption: Method = ({ world, args }) => {
  const content = captionContent(readCaption(args, userFinder(world)));
  const { room, message } = findOwnMessage(world, args);
  const { photo, document } = message;
  if (photo === undefined && document === undefined) throw badRequest('there is no caption in the message to edit');
  return applyEdit(world, room, message, args, { ...mediaOf(message), ...content });
};

export const editMessageMedia: Method = ({ world, args }) => {
  const media = readJson(args, 'media', 'InputMedia');
  if (!isRecord(media)) throw badRequest('media is not specified');
  const { type, media: source } = media;
  if (type !== 'photo' && type !== 'document')
    throw badRequest(`can't parse InputMedia: type must be photo or document`);
  const { room, message } = findOwnMessage(world, args);
  const captionArgs = { ...args, values: new Map(Object.entries(media)) };
  return applyEdit(world, room, message, args, {
    ...readMedia(world, args, type, typeof source === 'string' ? source : undefined),
    ...captionContent(readCaption(captionArgs, userFinder(world))),
  });
};

export const editMessageReplyMarkup: Method = ({ world, args }) => {
  const { room, message } = findOwnMessage(world, args);
  const { text, entities, caption, caption_entities: captionEntities } = message;
  return applyEdit(world, room, message, args, {
    ...mediaOf(message),
    ...(text === undefined ? {} : { text }),
    ...(entities === undefined ? {} : { entities }),
    ...(caption === undefined ? {} : { caption }),
    ...(captionEntities === undefined ? {} : { caption_entities: captionEntities }),
  });
};

function mediaOf({ photo, document }: Message): MessageContent {
  return { ...(photo === undefined ? {} : { photo }), ...(document === undefined ? {} : { document }) };
}

function findOwnMessage(world: World, args: MethodArguments): { room: ChatRoom; message: Message } {
  if (readText(args, 'inline_message_id') !== undefined)
    throw badRequest('invalid inline message identifier specified');
  const room = findWritableRoom(world, args);
  const messageId = readInteger(args, 'message_id') ?? 0;
  if (messageId === 0) throw badRequest('message identifier is not specified');
  const message = room.messages.get(messageId)?.message;
  if (message === undefined) throw badRequest('message to edit not found');
  const isOwn = message.from?.id === world.bot.id || (room.chat.type === 'channel' && message.from === undefined);
  if (!isOwn || message.forward_origin !== undefined) throw badRequest("message can't be edited");
  return { room, message };
}

function applyEdit(
  world: World,
  room: ChatRoom,
  message: Message,
  args: MethodArguments,
  content: MessageContent,
): Message {
  const markup = readReplyMarkup(args);
  if (markup !== undefined && markup.kind !== 'inline') throw badRequest('inline keyboard expected');
  const { text: _t, entities: _e, caption: _c, caption_entities: _ce, ...kept } = message;
  const { photo: _p, document: _d, reply_markup: _r, ...frame } = kept;
  const next = { ...frame, ...content, ...(markup === undefined ? {} : { reply_markup: markup.keyboard }) };
  const isSame = CONTENT_FIELDS.every((field) => JSON.stringify(next[field]) === JSON.stringify(message[field]));
  if (isSame) throw badRequest(NOT_MODIFIED);
  return reviseMessage(world, room, { ...next, edit_date: nowSeconds(world) });
}
