import type { MiddlewareFn } from 'grammy';
import { lateCard } from '../format/late-card.ts';
import { plainCard } from '../format/plain-card.ts';
import { previewTexts } from '../language/texts/preview.ts';
import type { ChatContext } from './chat-context.ts';
import { findCommand, type ChatServices } from './chat-command.ts';
import { callOf } from './command-call.ts';

const LATE_MS = 30_000;
/** What a card can show whole beside its question. */
const MAX_LENGTH = 1_024;

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
    const text = `/${known.name} ${command.text}`.trim();
    // never a part of it: the tap would do something else
    if (text.length > MAX_LENGTH) {
      await call.reply(plainCard(call.speech.say(previewTexts).lateAndLong(call.speech.span(lateByMs))));
      return;
    }
    const card = await services.desk.askAgain({ user, chatId: call.address.chatId }, text);
    const messageId = await call.reply(lateCard(call.speech, text, lateByMs, card));
    await services.desk.setCardMessage(card.nonce, messageId);
  };
}
