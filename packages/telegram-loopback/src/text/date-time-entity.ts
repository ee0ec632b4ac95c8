import { cannotParse } from '../api-error.ts';
import type { MessageEntity } from '../wire/message-entity.ts';

const FORMAT = /^(r|w?[dD]?[tT]?)$/;

/** A time shown in the reader's own zone; `unixTime` is in seconds. */
export function dateTimeEntity(unixTime: string, format: string, offset: number, length: number): MessageEntity {
  if (!/^\d{1,12}$/.test(unixTime)) throw cannotParse('Invalid Unix time specified');
  if (!FORMAT.test(format)) throw cannotParse('Invalid date-time format specified');
  return { type: 'date_time', offset, length, unix_time: Number.parseInt(unixTime, 10), date_time_format: format };
}
