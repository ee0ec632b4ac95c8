import { badRequest } from '../api-error.ts';
import { readFlag, readInteger, readJson, readText, type MethodArguments } from '../arguments/arguments.ts';
import { readReplyMarkup } from '../arguments/read-reply-markup.ts';
import { isRecord } from '../record.ts';
import type { Message, MessageContent } from '../wire/message.ts';
import type { ChatRoom } from '../world/chat-room.ts';
import { asReplyTarget, postMessage, type MessageDraft } from '../world/post-message.ts';
import type { World } from '../world/world.ts';
import { findWritableRoom } from './find-room.ts';

type ReplyRequest = { readonly messageId: number; readonly isOptional: boolean; readonly quote: string | undefined };

/** Sends `content` where the parameters say: chat, topic, reply, keyboard, silence. */
export function sendContent(world: World, args: MethodArguments, content: MessageContent): Message {
  refuseEphemeral(args);
  const reply = readReplyRequest(args);
  const markup = readReplyMarkup(args);
  const room = findWritableRoom(world, args);
  const thread = readThread(room, args);
  const draft: MessageDraft = {
    ...(room.chat.type === 'channel' ? { sender_chat: room.chat } : { from: world.bot }),
    ...(thread === undefined ? {} : { message_thread_id: thread }),
    ...(reply === undefined ? {} : replyFields(room, reply)),
    ...content,
    ...(readFlag(args, 'protect_content') ? { has_protected_content: true } : {}),
  };
  return postMessage(world, room, draft, { isSilent: readFlag(args, 'disable_notification'), markup });
}

/** A message for one member must never be shown to the whole group. */
function refuseEphemeral(args: MethodArguments): void {
  if ((readText(args, 'ephemeral_message_parameters') ?? '') !== '')
    throw badRequest('ephemeral messages are not supported by this server');
}

/** The topic that `message_thread_id` names; undefined for none. */
export function readThread(room: ChatRoom, args: MethodArguments): number | undefined {
  const thread = readInteger(args, 'message_thread_id') ?? 0;
  if (thread === 0) return undefined;
  const topic = room.topics.get(thread);
  if (topic === undefined) throw badRequest('message thread not found');
  if (topic.isClosed && room.botStatus !== 'administrator') throw badRequest('TOPIC_CLOSED');
  return thread;
}

function readReplyRequest(args: MethodArguments): ReplyRequest | undefined {
  const given = readJson(args, 'reply_parameters', 'reply parameters');
  if (given === undefined || given === null) {
    const messageId = readInteger(args, 'reply_to_message_id') ?? 0;
    const isOptional = readFlag(args, 'allow_sending_without_reply');
    return messageId === 0 ? undefined : { messageId, isOptional, quote: undefined };
  }
  if (!isRecord(given)) throw badRequest('object expected as reply parameters');
  const { message_id: messageId, allow_sending_without_reply: isOptional, quote } = given;
  if (messageId === undefined) throw badRequest(`can't find field "message_id"`);
  if (typeof messageId !== 'number') throw badRequest('field "message_id" must be of type Number');
  return { messageId, isOptional: isOptional === true, quote: typeof quote === 'string' ? quote : undefined };
}

function replyFields(room: ChatRoom, { messageId, isOptional, quote }: ReplyRequest): Partial<MessageDraft> {
  const target = room.messages.get(messageId)?.message;
  if (target === undefined) {
    if (isOptional) return {};
    throw badRequest('message to be replied not found');
  }
  const position = quote === undefined ? -1 : (target.text ?? target.caption ?? '').indexOf(quote);
  if (quote !== undefined && position === -1) throw badRequest('QUOTE_TEXT_INVALID');
  return {
    reply_to_message: asReplyTarget(target),
    ...(quote === undefined ? {} : { quote: { text: quote, position, is_manual: true } }),
  };
}
