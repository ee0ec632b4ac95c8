import { badRequest } from '../api-error.ts';
import { isRecord } from '../record.ts';
import { checkLink } from '../text/check-link.ts';
import { BUTTON_STYLES, type ButtonStyle, type InlineButton, type InlineKeyboard } from '../wire/inline-keyboard.ts';

const MAX_BUTTONS = 100;
const cannotRead = (reason: string) => badRequest(`can't parse inline keyboard button: ${reason}`);
const isStyle = (value: unknown): value is ButtonStyle => BUTTON_STYLES.some((style) => style === value);

type Fields = Readonly<Record<string, unknown>>;
type Action = Omit<InlineButton, 'text' | 'style' | 'icon_custom_emoji_id'>;

/** Checks an inline keyboard; undefined where it has no button. */
export function readInlineKeyboard(rows: unknown): InlineKeyboard | undefined {
  if (!Array.isArray(rows)) throw badRequest('field "inline_keyboard" must be of type Array');
  const keyboard = rows.map((row: unknown) => {
    if (!Array.isArray(row)) throw badRequest('field "inline_keyboard" must be an Array of Arrays');
    return row.map((button: unknown) => readButton(button));
  });
  const filled = keyboard.filter((row) => row.length > 0);
  if (filled.flat().length > MAX_BUTTONS) throw badRequest('reply markup is too long');
  return filled.length === 0 ? undefined : { inline_keyboard: filled };
}

function readButton(button: unknown): InlineButton {
  if (!isRecord(button)) throw badRequest('inlineKeyboardButton must be an Object');
  const { text, style, icon_custom_emoji_id: icon } = button;
  if (text === undefined) throw cannotRead(`Can't find field "text"`);
  if (typeof text !== 'string') throw cannotRead('Field "text" must be of type String');
  if (text.trim() === '') throw badRequest('inline keyboard button text is empty');
  if (style !== undefined && !isStyle(style)) throw cannotRead('Unsupported button style specified');
  return {
    text,
    ...(isStyle(style) ? { style } : {}),
    ...(typeof icon === 'string' ? { icon_custom_emoji_id: icon } : {}),
    ...readAction(button),
  };
}

const READERS: Readonly<Record<string, (button: Fields) => Action | undefined>> = {
  url: readUrl,
  callback_data: readCallbackData,
  copy_text: readCopyText,
  web_app: readWebApp,
  disabled: () => ({ disabled: {} }),
  switch_inline_query: ({ switch_inline_query: query }) =>
    typeof query === 'string' ? { switch_inline_query: query } : undefined,
  switch_inline_query_current_chat: ({ switch_inline_query_current_chat: query }) =>
    typeof query === 'string' ? { switch_inline_query_current_chat: query } : undefined,
};

function readAction(button: Fields): Action {
  if (button['pay'] === true || isRecord(button['callback_game']) || isRecord(button['login_url']))
    throw badRequest('BUTTON_TYPE_INVALID');
  const actions = Object.entries(READERS).flatMap(([field, read]) => {
    const action = button[field] === undefined || button[field] === '' ? undefined : read(button);
    return action === undefined ? [] : [action];
  });
  const [first, second] = actions;
  if (first === undefined) throw cannotRead('Text buttons are unallowed in the inline keyboard');
  if (second !== undefined) throw cannotRead('Exactly one action must be specified for the button');
  return first;
}

function readCallbackData({ callback_data: data }: Fields): Action {
  if (typeof data !== 'string') throw cannotRead('Field "callback_data" must be of type String');
  if (Buffer.byteLength(data) > 64) throw badRequest('BUTTON_DATA_INVALID');
  return { callback_data: data };
}

function readUrl({ url }: Fields): Action {
  if (typeof url !== 'string') throw cannotRead('Field "url" must be of type String');
  const check = checkLink(url);
  if (!check.ok) throw badRequest(`inline keyboard button URL '${url}' is invalid: ${check.reason}`);
  return { url: check.url };
}

function readCopyText({ copy_text: copy }: Fields): Action {
  const text = isRecord(copy) ? copy['text'] : undefined;
  if (typeof text !== 'string' || text === '' || text.length > 256) throw badRequest('BUTTON_COPY_TEXT_INVALID');
  return { copy_text: { text } };
}

function readWebApp({ web_app: app }: Fields): Action {
  const url = isRecord(app) && typeof app['url'] === 'string' ? app['url'] : '';
  const check = checkLink(url);
  if (!check.ok || !check.url.startsWith('https:'))
    throw badRequest(`inline keyboard button Web App URL '${url}' is invalid: Only HTTPS links are allowed`);
  return { web_app: { url: check.url } };
}
