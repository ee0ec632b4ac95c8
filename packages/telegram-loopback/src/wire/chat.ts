export const CHAT_TYPES = ['private', 'group', 'supergroup', 'channel'] as const;
/**
 * What kind of chat it is.
 *
 * @useDeclaredType
 */
export type ChatType = (typeof CHAT_TYPES)[number];

/** A chat, as the Bot API writes it. */
export type Chat = {
  readonly id: number;
  readonly type: ChatType;
  readonly title?: string;
  readonly username?: string;
  readonly first_name?: string;
  readonly last_name?: string;
  readonly is_forum?: true;
};
