import type { User } from './user.ts';

export const ENTITY_TYPES = [
  'mention',
  'hashtag',
  'cashtag',
  'bot_command',
  'url',
  'email',
  'phone_number',
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'blockquote',
  'expandable_blockquote',
  'code',
  'pre',
  'text_link',
  'text_mention',
  'custom_emoji',
  'date_time',
] as const;
/**
 * What an entity makes of its text.
 *
 * @useDeclaredType
 */
export type EntityType = (typeof ENTITY_TYPES)[number];

/** One marked stretch of a text; `offset` and `length` count UTF-16 code units. */
export type MessageEntity = {
  readonly type: EntityType;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
  readonly language?: string;
  readonly user?: User;
  readonly custom_emoji_id?: string;
  readonly unix_time?: number;
  readonly date_time_format?: string;
};
