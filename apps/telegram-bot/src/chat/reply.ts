import type { Api } from 'grammy';
import type { Card } from '../format/card.ts';
import type { ChatAddress } from '../outbox/chat-directory.ts';
import { splitText } from '../outbox/split-text.ts';
import { messageOptions } from '../telegram/send-message.ts';

/** Answers in the chat, in its topic; a long answer comes in parts. Resolves with the last part's id, which has the buttons. */
export async function sendReply(api: Api, { chatId, topic }: ChatAddress, card: Card): Promise<number> {
  const parts = splitText(card.text);
  let messageId = 0;
  for (const [index, part] of parts.entries()) {
    const buttons = index === parts.length - 1 ? card.buttons : [];
    const options = messageOptions({ entities: part.entities, buttons, topic, isSilent: false, replyTo: null });
    const sent = await api.sendMessage(chatId, part.text, options);
    messageId = sent.message_id;
  }
  return messageId;
}
