import type { ChatAddress } from '../outbox/chat-directory.ts';
import type { ChatContext } from './chat-context.ts';
import type { CommandCall } from './chat-command.ts';
import { sendReply } from './reply.ts';

export function addressOf(context: ChatContext): ChatAddress {
  const { msg } = context;
  const topic = msg?.is_topic_message === true ? (msg.message_thread_id ?? null) : null;
  return { chatId: (context.chat?.id ?? 0).toString(), topic };
}

/** The update as a command's call, `text` being what follows the command's name. */
export function callOf(context: ChatContext, text: string): CommandCall {
  const address = addressOf(context);
  return {
    userId: (context.from?.id ?? 0).toString(),
    user: context.deskUser,
    text,
    address,
    speech: context.speech,
    async forget() {
      if (context.message !== undefined) await context.deleteMessage().catch(() => {});
    },
    reply: (card) => sendReply(context.api, address, card),
    send: (to, card) => sendReply(context.api, to, card),
  };
}
