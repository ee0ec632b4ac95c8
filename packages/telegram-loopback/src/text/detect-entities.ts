import type { EntityType, MessageEntity } from '../wire/message-entity.ts';

const URL_PATTERN =
  /(?<![\p{L}\p{N}_@/.-])(?:https?:\/\/[^\s<>"«»]+|(?:[a-z0-9-]+\.)+(?:com|org|net|io|me|dev|app|info)(?![\p{L}\p{N}_-])(?:[/?#][^\s<>"«»]*)?)/giu;

const PATTERNS: readonly (readonly [EntityType, RegExp])[] = [
  ['email', /(?<![\p{L}\p{N}_.%+-])[a-z0-9._%+-]+@(?:[a-z0-9-]+\.)+[a-z]{2,24}(?![\p{L}\p{N}_-])/giu],
  ['url', URL_PATTERN],
  [
    'bot_command',
    /(?<![\p{L}\p{N}_/<>])\/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\p{L}\p{N}_/<>]|@[A-Za-z0-9_])/gu,
  ],
  ['mention', /(?<![\p{L}\p{N}_@/])@[A-Za-z][A-Za-z0-9_]{2,31}(?![\p{L}\p{N}_])/gu],
  ['hashtag', /(?<![\p{L}\p{N}_#/&])#(?=[\p{N}_]*\p{L})[\p{L}\p{N}_]{1,256}(?![\p{L}\p{N}_#])/gu],
  ['cashtag', /(?<![\p{L}\p{N}_$])\$[A-Z]{1,8}(?![\p{L}\p{N}_$])/gu],
];
const CLOSED: ReadonlySet<EntityType> = new Set([
  'pre',
  'code',
  'text_link',
  'text_mention',
  'custom_emoji',
  'date_time',
]);

/** Finds what Telegram marks by itself: commands, mentions, tags, links and addresses, outside code and links. */
export function detectEntities(text: string, existing: readonly MessageEntity[]): readonly MessageEntity[] {
  const taken = existing.filter(({ type }) => CLOSED.has(type));
  const found: MessageEntity[] = [];
  for (const [type, pattern] of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const value = type === 'url' ? match[0].replace(/[.,:;!?'")\]}]+$/, '') : match[0];
      const entity: MessageEntity = { type, offset: match.index, length: value.length };
      if (value !== '' && ![...taken, ...found].some((other) => overlaps(other, entity))) found.push(entity);
    }
  }
  return found;
}

function overlaps(a: MessageEntity, b: MessageEntity): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}
