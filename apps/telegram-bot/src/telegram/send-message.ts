import type { Api } from 'grammy';
import type { OutgoingMessage, SendMessage, SendOutcome } from '../outbox/outgoing-message.ts';
import { toInlineKeyboard } from './inline-keyboard.ts';
import { toTelegramFault, type TelegramFault } from './telegram-error.ts';

const DEFAULT_WAIT_MS = 5_000;

/** What a refusal means for the message. @see https://core.telegram.org/bots/api#making-requests */
export function toSendOutcome(fault: TelegramFault): SendOutcome {
  const { status, description: detail, migratedTo } = fault;
  const text = detail.toLowerCase();
  if (status === null || status >= 500) return { type: 'unsure', detail };
  if (status === 429) return { type: 'wait', waitMs: fault.retryAfterMs ?? DEFAULT_WAIT_MS };
  if (migratedTo !== null) return { type: 'moved', chatId: migratedTo };
  if (status === 401 || status === 404) return { type: 'unauthorized', detail };
  if (status === 403) return { type: 'gone', detail };
  if (text.includes('chat not found') || text.includes('user is deactivated')) return { type: 'gone', detail };
  if (text.includes('too long')) return { type: 'too-long' };
  if (text.includes('thread not found') || text.includes('topic_closed') || text.includes('topic_deleted')) {
    return { type: 'no-topic' };
  }
  if (text.includes('entit') || text.includes('button') || text.includes('parse'))
    return { type: 'bad-markup', detail };
  return { type: 'refused', detail };
}

/** What every message says beside its text. */
export function messageOptions(message: Omit<OutgoingMessage, 'text' | 'chatId'>) {
  return {
    ...(message.entities.length === 0 ? {} : { entities: [...message.entities] }),
    link_preview_options: { is_disabled: true },
    ...(message.topic === null ? {} : { message_thread_id: message.topic }),
    ...(message.isSilent ? { disable_notification: true } : {}),
    ...(message.buttons.length === 0 ? {} : { reply_markup: { inline_keyboard: toInlineKeyboard(message.buttons) } }),
    ...(message.replyTo === null
      ? {}
      : { reply_parameters: { message_id: message.replyTo, allow_sending_without_reply: true } }),
  };
}

/** The outbox's way to Telegram: it makes one request and never a second one. */
export function createSendMessage(api: Api): SendMessage {
  return async (message) => {
    try {
      const sent = await api.sendMessage(message.chatId, message.text, messageOptions(message));
      return { type: 'sent', messageId: sent.message_id };
    } catch (error) {
      return toSendOutcome(toTelegramFault(error));
    }
  };
}
