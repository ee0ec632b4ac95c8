import { InputFile } from 'grammy';
import type { Card } from '../format/card.ts';
import { MAX_CAPTION } from '../outbox/split-card.ts';
import { MAX_TEXT } from '../outbox/split-text.ts';
import { toInlineKeyboard } from '../telegram/inline-keyboard.ts';
import { toTelegramFault } from '../telegram/telegram-error.ts';
import type { ChatContext } from './chat-context.ts';

/** Whether the tapped message can become this card: text becomes text or a picture, a picture a picture. */
export function isShownInPlace({ callbackQuery }: ChatContext, { text, media }: Card): boolean {
  if (media !== undefined) return media.type === 'picture' && text.text.length <= MAX_CAPTION;
  return callbackQuery?.message?.photo === undefined && text.text.length <= MAX_TEXT;
}

/** Edits the tapped card; that it says the same as before is no fault. */
export async function showInPlace(context: ChatContext, { text, buttons, media }: Card): Promise<void> {
  const entities = [...text.entities];
  const around = buttons.length === 0 ? {} : { reply_markup: { inline_keyboard: toInlineKeyboard(buttons) } };
  try {
    if (media === undefined) {
      await context.editMessageText(text.text, { entities, link_preview_options: { is_disabled: true }, ...around });
      return;
    }
    const picture = new InputFile(media.bytes, media.fileName);
    const caption = { caption: text.text, caption_entities: entities };
    await context.editMessageMedia({ type: 'photo', media: picture, ...caption }, around);
  } catch (error) {
    if (!/not modified/.test(toTelegramFault(error).description)) throw error;
  }
}
