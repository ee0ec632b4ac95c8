import { InputFile, type Api } from 'grammy';
import type { OutgoingMessage, SendMessage, SendOutcome } from '../outbox/outgoing-message.ts';
import { toInlineKeyboard } from './inline-keyboard.ts';
import { toTelegramFault, type TelegramFault } from './telegram-error.ts';

const DEFAULT_WAIT_MS = 5_000;
/** Of refusals such as `PHOTO_INVALID_DIMENSIONS`, `IMAGE_PROCESS_FAILED`, `CHAT_SEND_DOCS_FORBIDDEN`, `file is too big`. */
const MEDIA = /photo|image|document|docs|media|file/i;
/** Of 400 where the bot is there and may not write. */
const SILENCED =
  /not enough rights|no rights to send|need administrator rights|chat_(?:restricted|write_forbidden|admin_required|send_plain_forbidden)/i;

/** What a refusal means for the message. @see https://core.telegram.org/bots/api#making-requests */
export function toSendOutcome(fault: TelegramFault): SendOutcome {
  const { status, description: detail, migratedTo } = fault;
  const text = detail.toLowerCase();
  if (status === null || status >= 500) return { type: 'unsure', detail };
  if (status === 429) return { type: 'wait', waitMs: fault.retryAfterMs ?? DEFAULT_WAIT_MS };
  if (migratedTo !== null) return { type: 'moved', chatId: migratedTo };
  if (status === 401 || status === 404) return { type: 'unauthorized', detail };
  if (status === 403) return { type: 'gone', detail };
  if (status === 413) return { type: 'bad-media', detail };
  if (text.includes('chat not found') || text.includes('user is deactivated')) return { type: 'gone', detail };
  if (text.includes('too long')) return { type: 'too-long' };
  if (text.includes('thread not found') || text.includes('topic_closed') || text.includes('topic_deleted')) {
    return { type: 'no-topic' };
  }
  if (text.includes('entit') || text.includes('button') || text.includes('parse'))
    return { type: 'bad-markup', detail };
  if (MEDIA.test(detail)) return { type: 'bad-media', detail };
  if (SILENCED.test(detail)) return { type: 'gone', detail };
  return { type: 'refused', detail };
}

type Surroundings = Pick<OutgoingMessage, 'topic' | 'isSilent' | 'buttons' | 'replyTo'>;

/** What every message says beside its words. */
function surroundings({ topic, isSilent, buttons, replyTo }: Surroundings) {
  return {
    ...(topic === null ? {} : { message_thread_id: topic }),
    ...(isSilent ? { disable_notification: true } : {}),
    ...(buttons.length === 0 ? {} : { reply_markup: { inline_keyboard: toInlineKeyboard(buttons) } }),
    ...(replyTo === null ? {} : { reply_parameters: { message_id: replyTo, allow_sending_without_reply: true } }),
  };
}

/** Makes the one request that sends a message; resolves with its id. @throws what grammY throws. */
export async function postMessage(api: Api, message: OutgoingMessage): Promise<number> {
  const { chatId, text, entities, media } = message;
  const around = surroundings(message);
  if (media === null) {
    const words = entities.length === 0 ? {} : { entities: [...entities] };
    return (await api.sendMessage(chatId, text, { ...words, link_preview_options: { is_disabled: true }, ...around }))
      .message_id;
  }
  const words = {
    ...(text === '' ? {} : { caption: text }),
    ...(entities.length === 0 ? {} : { caption_entities: [...entities] }),
  };
  const file = new InputFile(media.bytes, media.fileName);
  const options = { ...words, ...around };
  const sent = await (media.type === 'picture'
    ? api.sendPhoto(chatId, file, options)
    : api.sendDocument(chatId, file, options));
  return sent.message_id;
}

/** The outbox's way to Telegram: it makes one request and never a second one. */
export function createSendMessage(api: Api): SendMessage {
  return async (message) => {
    try {
      return { type: 'sent', messageId: await postMessage(api, message) };
    } catch (error) {
      return toSendOutcome(toTelegramFault(error));
    }
  };
}
