import { badRequest } from '../api-error.ts';
import { readFlag, readText } from '../arguments/arguments.ts';
import type { Method } from './method.ts';

const MAX_TEXT = 200;

export const answerCallbackQuery: Method = ({ world, args }) => {
  const text = readText(args, 'text') ?? '';
  if (text.length > MAX_TEXT) throw badRequest('MESSAGE_TOO_LONG');
  const url = readText(args, 'url') ?? '';
  if (url !== '' && !/^(https:\/\/)?t\.me\/|^tg:\/\//.test(url)) throw badRequest('URL_INVALID');
  const query = world.callbacks.find(readText(args, 'callback_query_id') ?? '');
  if (query === undefined) throw badRequest('query is too old and response timeout expired or query ID is invalid');
  world.events.emit({
    type: 'callback-answered',
    userId: query.from.id,
    message: query.message,
    text,
    isAlert: readFlag(args, 'show_alert'),
  });
  return true;
};
