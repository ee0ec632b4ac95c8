import type { Api } from 'grammy';
import type { Card } from '../format/card.ts';
import type { ChatAddress } from '../outbox/chat-directory.ts';
import { splitCard } from '../outbox/split-card.ts';
import { postMessage, toSendOutcome } from '../telegram/send-message.ts';
import { toTelegramFault } from '../telegram/telegram-error.ts';

/**
 * Answers in the chat, in its topic; a long answer comes in parts. Resolves with the last part's id, which has the
 * buttons. A picture or file that Telegram does not take here is left out; where the topic is closed or gone, the chat has
 * the answer.
 */
export async function sendReply(api: Api, address: ChatAddress, card: Card): Promise<number> {
  let messageId = 0;
  try {
    for (const { media, text, buttons } of splitCard(card)) {
      const words = { text: text?.text ?? '', entities: text?.entities ?? [] };
      messageId = await postMessage(api, { ...address, ...words, media, buttons, isSilent: false, replyTo: null });
    }
  } catch (error) {
    const { media, ...rest } = card;
    const { type } = toSendOutcome(toTelegramFault(error));
    if (type === 'no-topic' && address.topic !== null) return sendReply(api, { ...address, topic: null }, card);
    if (media === undefined || type !== 'bad-media') throw error;
    return sendReply(api, address, rest);
  }
  return messageId;
}
