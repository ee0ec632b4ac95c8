import type { MiddlewareFn } from 'grammy';
import { lateCard } from '../format/late-card.ts';
import type { ChatContext } from './chat-context.ts';
import { findCommand, type ChatServices } from './chat-command.ts';
import { callOf } from './command-call.ts';

const LATE_MS = 30_000;

/** A command that moves money and comes late is asked about, never acted on: the program may have been off for hours. */
export function createAgeCheck(services: ChatServices): MiddlewareFn<ChatContext> {
  return async (context, next) => {
    const { command, deskUser: user, message } = context;
    const known = command === null ? null : findCommand(services.commands, command.name);
    const lateByMs = message === undefined ? 0 : services.now() - message.date * 1000;
    if (command === null || known === null || user === null || !known.asksWhenLate || lateByMs <= LATE_MS) {
      await next();
      return;
    }
    const call = callOf(context, command.text);
    const text = `/${known.name} ${command.text}`.trim().slice(0, 256);
    const card = await services.desk.askAgain({ user, chatId: call.address.chatId }, text);
    const messageId = await call.reply(lateCard(call.speech, text, lateByMs, card));
    await services.desk.setCardMessage(card.nonce, messageId);
  };
}
