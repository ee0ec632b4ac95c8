import type { Api } from 'grammy';
import type { FormattedString } from '@grammyjs/parse-mode';
import type { Button } from '../format/card.ts';
import type { MayHear } from '../rights/may-hear.ts';
import { toSendOutcome } from '../telegram/send-message.ts';
import { toInlineKeyboard } from '../telegram/inline-keyboard.ts';
import { toTelegramFault } from '../telegram/telegram-error.ts';

export interface MessageEdit {
  readonly chatId: string;
  readonly messageId: number;
  /** `null`: the text stays. */
  readonly text: FormattedString | null;
  readonly buttons: readonly (readonly Button[])[];
  /** Accounts that it tells of. Default: none. */
  readonly brokerIds?: readonly string[];
}

export type EditOutcome =
  | { readonly type: 'edited' }
  /** 429: this chat waits. */
  | { readonly type: 'wait'; readonly waitMs: number }
  /** No answer: it may have been made, and may be made again. */
  | { readonly type: 'unsure' }
  /** It cannot be made any more: the message or the chat is gone. */
  | { readonly type: 'gone' };

/** Changes one message and says what became of that; never throws, asks once. */
export type EditMessage = (edit: MessageEdit) => Promise<EditOutcome>;

export function createEditMessage(api: Api): EditMessage {
  return async ({ chatId, messageId, text, buttons }) => {
    const around = { reply_markup: { inline_keyboard: toInlineKeyboard(buttons) } };
    try {
      if (text === null) await api.editMessageReplyMarkup(chatId, messageId, around);
      else {
        const words = { entities: [...text.entities], link_preview_options: { is_disabled: true } };
        await api.editMessageText(chatId, messageId, text.text, { ...words, ...around });
      }
      return { type: 'edited' };
    } catch (error) {
      const fault = toTelegramFault(error);
      if (fault.description.includes('not modified')) return { type: 'edited' };
      const outcome = toSendOutcome(fault);
      if (outcome.type === 'wait') return outcome;
      return { type: outcome.type === 'unsure' || outcome.type === 'unauthorized' ? 'unsure' : 'gone' };
    }
  };
}

/** The same where it may be shown; elsewhere the message counts as gone. */
export function editWhere(mayHear: MayHear, edit: EditMessage): EditMessage {
  return async (message) => (mayHear(message, message.brokerIds) ? edit(message) : { type: 'gone' });
}
