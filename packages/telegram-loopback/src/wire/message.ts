import type { Chat } from './chat.ts';
import type { Document, PhotoSize } from './file.ts';
import type { InlineKeyboard } from './inline-keyboard.ts';
import type { MessageEntity } from './message-entity.ts';
import type { User } from './user.ts';

/** Where a forwarded message came from; `date` in Unix seconds. */
export type ForwardOrigin =
  | { readonly type: 'user'; readonly sender_user: User; readonly date: number }
  | { readonly type: 'channel'; readonly chat: Chat; readonly message_id: number; readonly date: number };

/** What a message says: text, or a photo or document with a caption. */
export type MessageContent = {
  readonly text?: string;
  readonly entities?: readonly MessageEntity[];
  readonly caption?: string;
  readonly caption_entities?: readonly MessageEntity[];
  readonly photo?: readonly PhotoSize[];
  readonly document?: Document;
  readonly forum_topic_created?: { readonly name: string; readonly icon_color: number };
  readonly migrate_to_chat_id?: number;
  readonly migrate_from_chat_id?: number;
};

/** A message, as the Bot API writes it; dates in Unix seconds. */
export type Message = MessageContent & {
  readonly message_id: number;
  readonly message_thread_id?: number;
  readonly is_topic_message?: true;
  readonly from?: User;
  readonly sender_chat?: Chat;
  readonly author_signature?: string;
  readonly date: number;
  readonly edit_date?: number;
  readonly chat: Chat;
  readonly forward_origin?: ForwardOrigin;
  readonly reply_to_message?: Message;
  readonly quote?: { readonly text: string; readonly position: number; readonly is_manual: true };
  readonly has_protected_content?: true;
  readonly reply_markup?: InlineKeyboard;
};
