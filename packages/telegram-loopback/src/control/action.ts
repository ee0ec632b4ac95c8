import type { Message } from '../wire/message.ts';
import type { BotStatus } from '../world/chat-room.ts';

/** Something that a person does. Chats default to the user's private chat with the bot. */
export type Action =
  | {
      readonly act: 'send-text';
      readonly userId: number;
      readonly text: string;
      readonly chatId?: number;
      readonly threadId?: number;
      readonly replyTo?: number;
    }
  | {
      readonly act: 'tap';
      readonly userId: number;
      readonly chatId: number;
      readonly messageId: number;
      readonly data: string;
    }
  | {
      readonly act: 'edit-text';
      readonly userId: number;
      readonly chatId: number;
      readonly messageId: number;
      readonly text: string;
    }
  | {
      readonly act: 'forward';
      readonly userId: number;
      readonly fromChatId: number;
      readonly messageId: number;
      readonly chatId?: number;
    }
  /** An administrator who writes as the group itself. */
  | { readonly act: 'send-anonymously'; readonly chatId: number; readonly text: string; readonly threadId?: number }
  | { readonly act: 'post-in-channel'; readonly chatId: number; readonly text: string }
  /** An empty `emoji` takes the reaction back. */
  | {
      readonly act: 'react';
      readonly userId: number;
      readonly chatId: number;
      readonly messageId: number;
      readonly emoji: string;
    }
  | { readonly act: 'set-blocked'; readonly userId: number; readonly isBlocked: boolean }
  | { readonly act: 'set-bot-status'; readonly chatId: number; readonly status: BotStatus }
  | { readonly act: 'migrate'; readonly chatId: number; readonly newChatId?: number }
  | { readonly act: 'open-topic'; readonly chatId: number; readonly name: string };

/** What came of it: the new or changed message, the id of the tap's query, the new chat or topic. */
export type ActionResult = {
  readonly message?: Message;
  readonly callbackQueryId?: string;
  readonly chatId?: number;
  readonly threadId?: number;
};
