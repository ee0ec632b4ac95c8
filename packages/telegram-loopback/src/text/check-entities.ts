import { badRequest } from '../api-error.ts';
import { isRecord } from '../record.ts';
import { ENTITY_TYPES, type EntityType, type MessageEntity } from '../wire/message-entity.ts';
import { byteOffset } from './byte-offset.ts';
import { checkLink } from './check-link.ts';
import { dateTimeEntity } from './date-time-entity.ts';
import type { FindUser } from './link-entity.ts';

const cannotRead = (reason: string) => badRequest(`can't parse MessageEntity: ${reason}`);
const isEntityType = (value: unknown): value is EntityType => ENTITY_TYPES.some((type) => type === value);
/** Found by Telegram itself; a bot may send them, and Telegram finds them again. */
const AUTOMATIC: ReadonlySet<EntityType> = new Set([
  'mention',
  'hashtag',
  'cashtag',
  'bot_command',
  'url',
  'email',
  'phone_number',
]);

/** Reads and checks the `entities` that came beside `text`; those that Telegram finds itself are left out. */
export function checkEntities(text: string, given: readonly unknown[], findUser: FindUser): readonly MessageEntity[] {
  const entities = given.map((entity) => readEntity(entity, findUser));
  for (const { offset, length } of entities) checkRange(text, offset, length);
  return entities.filter((entity) => entity.length > 0 && !AUTOMATIC.has(entity.type));
}

function readEntity(value: unknown, findUser: FindUser): MessageEntity {
  if (!isRecord(value)) throw cannotRead('expected an Object');
  const { type } = value;
  const offset = integer(value, 'offset');
  const length = integer(value, 'length');
  if (typeof type !== 'string') throw cannotRead('Field "type" must be of type String');
  if (!isEntityType(type)) throw cannotRead('Unsupported type specified');
  switch (type) {
    case 'text_link': {
      const url = typeof value['url'] === 'string' ? value['url'] : '';
      const check = checkLink(url);
      if (!check.ok) throw badRequest(`entity URL '${url}' is invalid: ${check.reason}`);
      return { type, offset, length, url: check.url };
    }
    case 'text_mention': {
      const id = isRecord(value['user']) ? value['user']['id'] : undefined;
      const user = typeof id === 'number' ? findUser(id) : undefined;
      if (user === undefined) throw badRequest('user not found');
      return { type, offset, length, user };
    }
    case 'pre': {
      const { language } = value;
      return { type, offset, length, ...(typeof language === 'string' && language !== '' ? { language } : {}) };
    }
    case 'custom_emoji': {
      const id = value['custom_emoji_id'];
      if (typeof id !== 'string' || !/^[1-9]\d{0,18}$/.test(id) || BigInt(id) > 9_223_372_036_854_775_807n)
        throw cannotRead('Field "custom_emoji_id" must be a valid Number');
      return { type, offset, length, custom_emoji_id: id };
    }
    case 'date_time': {
      const { unix_time: unixTime, date_time_format: format } = value;
      if (typeof unixTime !== 'number') throw cannotRead('Field "unix_time" must be of type Number');
      return dateTimeEntity(String(unixTime), typeof format === 'string' ? format : '', offset, length);
    }
    default:
      return { type, offset, length };
  }
}

function integer(entity: Readonly<Record<string, unknown>>, name: string): number {
  const value = entity[name];
  if (value === undefined) throw cannotRead(`Can't find field "${name}"`);
  if (typeof value === 'string' && /^-?\d{1,9}$/.test(value)) return Number.parseInt(value, 10);
  if (typeof value !== 'number' || !Number.isInteger(value)) throw cannotRead(`Field "${name}" must be of type Number`);
  return value;
}

function checkRange(text: string, offset: number, length: number): void {
  if (offset < 0) throw badRequest(`receive an entity with incorrect offset ${offset}`);
  if (length < 0) throw badRequest(`receive an entity with incorrect length ${length}`);
  if (offset > text.length) throw badRequest(`entity begins after the end of the text at UTF-16 offset ${offset}`);
  const end = offset + length;
  if (end > text.length)
    throw badRequest(
      `entity beginning at UTF-16 offset ${offset} ends after the end of the text at UTF-16 offset ${end}`,
    );
  if (splitsPair(text, offset))
    throw badRequest(`entity begins in a middle of a UTF-16 symbol at byte offset ${byteOffset(text, offset - 1)}`);
  if (splitsPair(text, end))
    throw badRequest(
      `entity beginning at UTF-16 offset ${offset} ends in a middle of a UTF-16 symbol at byte offset ${byteOffset(text, end - 1)}`,
    );
}

function splitsPair(text: string, index: number): boolean {
  const before = text.charCodeAt(index - 1);
  const after = text.charCodeAt(index);
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}
