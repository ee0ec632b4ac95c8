import type { Chat } from '../wire/chat.ts';
import type { Message } from '../wire/message.ts';
import type { ReplyMarkup } from '../wire/reply-markup.ts';

/** A message and what the Bot API does not show of it. */
export type StoredMessage = {
  readonly message: Message;
  readonly isSilent: boolean;
  readonly isPinned: boolean;
  /** A reply keyboard that came with it. */
  readonly markup?: ReplyMarkup;
  /** What it said before each edit, oldest first. */
  readonly history: readonly Message[];
  /** Emoji by the id of who set it. */
  readonly reactions: Readonly<Record<string, readonly string[]>>;
};

export type Topic = { readonly id: number; readonly name: string; readonly isClosed: boolean };

export const BOT_STATUSES = ['administrator', 'member', 'left', 'kicked'] as const;
/**
 * What the bot is in a chat.
 *
 * @useDeclaredType
 */
export type BotStatus = (typeof BOT_STATUSES)[number];

/** One chat with all that happened in it. */
export interface ChatRoom {
  chat: Chat;
  botStatus: BotStatus;
  /** Private chats: the user has blocked the bot. */
  isBlocked: boolean;
  /** Private chats: the user has written to the bot at least once. */
  isStarted: boolean;
  /** The supergroup that this group became. */
  migratedTo: number | undefined;
  lastMessageId: number;
  readonly members: Set<number>;
  /** The first one is the owner. */
  readonly admins: Set<number>;
  readonly topics: Map<number, Topic>;
  readonly messages: Map<number, StoredMessage>;
}
