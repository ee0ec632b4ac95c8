import { badRequest } from '../api-error.ts';
import { formatText } from '../text/format-text.ts';
import type { FormattedText } from '../text/formatted-text.ts';
import type { FindUser } from '../text/link-entity.ts';
import { readParseMode } from '../text/parse-mode.ts';
import { readJson, readText, type MethodArguments } from './arguments.ts';

const MAX_TEXT = 4096;
const MAX_CAPTION = 1024;

/** Reads `text` with its markup: 1–4096 UTF-16 units when parsed. `tooLong` is what the method says of more. */
export function readMessageText(args: MethodArguments, findUser: FindUser, tooLong: string): FormattedText {
  const text = readText(args, 'text') ?? '';
  if (text === '') throw badRequest('message text is empty');
  const formatted = readFormatted(args, text, 'entities', findUser);
  if (formatted.text === '') throw badRequest('text must be non-empty');
  if (formatted.text.length > MAX_TEXT) throw badRequest(tooLong);
  return formatted;
}

/** Reads `caption` with its markup: at most 1024 UTF-16 units when parsed; undefined where it is empty. */
export function readCaption(args: MethodArguments, findUser: FindUser): FormattedText | undefined {
  const formatted = readFormatted(args, readText(args, 'caption') ?? '', 'caption_entities', findUser);
  if (formatted.text.length > MAX_CAPTION) throw badRequest('message caption is too long');
  return formatted.text === '' ? undefined : formatted;
}

function readFormatted(args: MethodArguments, text: string, field: string, findUser: FindUser): FormattedText {
  const given = readJson(args, field, 'MessageEntity');
  if (given !== undefined && !Array.isArray(given)) throw badRequest("can't parse entities: expected an Array");
  const entities: readonly unknown[] = given ?? [];
  return formatText({ text, mode: readParseMode(readText(args, 'parse_mode')), entities }, findUser);
}
