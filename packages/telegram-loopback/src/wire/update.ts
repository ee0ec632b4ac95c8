import type { Chat } from './chat.ts';
import type { Message } from './message.ts';
import type { User } from './user.ts';

export type CallbackQuery = {
  readonly id: string;
  readonly from: User;
  readonly message: Message;
  readonly chat_instance: string;
  readonly data: string;
};

export type ReactionType = { readonly type: 'emoji'; readonly emoji: string };

export type MessageReaction = {
  readonly chat: Chat;
  readonly message_id: number;
  readonly user: User;
  readonly date: number;
  readonly old_reaction: readonly ReactionType[];
  readonly new_reaction: readonly ReactionType[];
};

export type ChatMemberUpdated = {
  readonly chat: Chat;
  readonly from: User;
  readonly date: number;
  readonly old_chat_member: { readonly user: User; readonly status: string };
  readonly new_chat_member: { readonly user: User; readonly status: string };
};

/** What one update carries, by its field name. */
export type UpdatePayloads = {
  readonly message: Message;
  readonly edited_message: Message;
  readonly channel_post: Message;
  readonly edited_channel_post: Message;
  readonly callback_query: CallbackQuery;
  readonly message_reaction: MessageReaction;
  readonly my_chat_member: ChatMemberUpdated;
};
export type UpdateType = keyof UpdatePayloads;

/** One thing that happened; exactly one payload is present. */
export type Update = { readonly update_id: number } & Partial<UpdatePayloads>;
