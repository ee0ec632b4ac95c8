import type { Message } from '../wire/message.ts';
import type { ReplyMarkup } from '../wire/reply-markup.ts';
import type { ChatRoom, StoredMessage } from './chat-room.ts';
import type { World } from './world.ts';

/** A room forgets its oldest messages beyond this many. */
const MAX_MESSAGES = 10_000;

/** Unix seconds of the world's clock. */
export const nowSeconds = (world: World): number => Math.floor(world.clock.now() / 1000);

export type MessageDraft = Omit<Message, 'message_id' | 'date' | 'chat' | 'reply_markup'>;
export type PostOptions = { readonly isSilent?: boolean; readonly markup?: ReplyMarkup | undefined };

/** Gives the draft an id and a date, keeps it, and tells the page. */
export function postMessage(world: World, room: ChatRoom, draft: MessageDraft, options: PostOptions = {}): Message {
  const { isSilent = false, markup } = options;
  room.lastMessageId += 1;
  const { message_thread_id: threadId, ...content } = draft;
  const message: Message = {
    message_id: room.lastMessageId,
    ...(threadId === undefined ? {} : { message_thread_id: threadId, is_topic_message: true }),
    chat: room.chat,
    date: nowSeconds(world),
    ...content,
    ...(markup?.kind === 'inline' ? { reply_markup: markup.keyboard } : {}),
  };
  const stored: StoredMessage = {
    message,
    isSilent,
    isPinned: false,
    history: [],
    reactions: {},
    ...(markup === undefined || markup.kind === 'inline' ? {} : { markup }),
  };
  room.messages.set(message.message_id, stored);
  const oldest = room.messages.size > MAX_MESSAGES ? room.messages.keys().next().value : undefined;
  if (oldest !== undefined) room.messages.delete(oldest);
  world.events.emit({ type: 'message', chatId: room.chat.id, stored });
  return message;
}

/** Puts `message` in the place of the stored one with its id, which goes to the history. */
export function reviseMessage(world: World, room: ChatRoom, message: Message): Message {
  const before = room.messages.get(message.message_id);
  if (before === undefined) return message;
  const stored = { ...before, message, history: [...before.history, before.message] };
  room.messages.set(message.message_id, stored);
  world.events.emit({ type: 'message-changed', chatId: room.chat.id, stored });
  return message;
}

/** Changes what the Bot API does not show of a message: pin, reactions. */
export function markMessage(
  world: World,
  room: ChatRoom,
  messageId: number,
  marks: Partial<Pick<StoredMessage, 'isPinned' | 'reactions'>>,
): void {
  const before = room.messages.get(messageId);
  if (before === undefined) return;
  const stored = { ...before, ...marks };
  room.messages.set(messageId, stored);
  world.events.emit({ type: 'message-changed', chatId: room.chat.id, stored });
}

/** Takes a message away. */
export function removeMessage(world: World, room: ChatRoom, messageId: number): void {
  if (room.messages.delete(messageId)) world.events.emit({ type: 'message-deleted', chatId: room.chat.id, messageId });
}

/** The message as a reply shows it: without the message that it replies to itself. */
export function asReplyTarget({ reply_to_message: _nested, ...message }: Message): Message {
  return message;
}
