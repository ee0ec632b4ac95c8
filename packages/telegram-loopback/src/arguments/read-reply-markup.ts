import { badRequest } from '../api-error.ts';
import { isRecord } from '../record.ts';
import type { ReplyMarkup } from '../wire/reply-markup.ts';
import { readJson, type MethodArguments } from './arguments.ts';
import { readInlineKeyboard } from './read-inline-keyboard.ts';

const FLAGS = ['force_reply', 'remove_keyboard', 'selective', 'one_time_keyboard', 'is_persistent', 'resize_keyboard'];

/** Reads `reply_markup`; undefined where there is none or it is empty. */
export function readReplyMarkup(args: MethodArguments): ReplyMarkup | undefined {
  const markup = readJson(args, 'reply_markup', 'reply keyboard markup');
  if (markup === undefined || markup === null) return undefined;
  if (!isRecord(markup)) throw badRequest('object expected as reply markup');
  for (const flag of FLAGS) {
    const value = markup[flag];
    if (value !== undefined && typeof value !== 'boolean') throw badRequest(`field "${flag}" must be of type Boolean`);
  }
  if (markup['inline_keyboard'] !== undefined) {
    const keyboard = readInlineKeyboard(markup['inline_keyboard']);
    return keyboard === undefined ? undefined : { kind: 'inline', keyboard };
  }
  if (markup['keyboard'] !== undefined)
    return { kind: 'reply', rows: readRows(markup['keyboard']), isOneTime: markup['one_time_keyboard'] === true };
  if (markup['remove_keyboard'] === true) return { kind: 'remove' };
  if (markup['force_reply'] === true) return { kind: 'force-reply' };
  return undefined;
}

function readRows(rows: unknown): readonly (readonly string[])[] {
  if (!Array.isArray(rows)) throw badRequest('field "keyboard" must be of type Array');
  return rows.map((row: unknown) => {
    if (!Array.isArray(row)) throw badRequest('field "keyboard" must be an Array of Arrays');
    return row.map((button: unknown) => {
      const text = isRecord(button) ? button['text'] : button;
      if (typeof text !== 'string') throw badRequest('keyboardButton must be an Object or a String');
      if (text === '') throw badRequest('keyboard button text must be non-empty');
      return text;
    });
  });
}
