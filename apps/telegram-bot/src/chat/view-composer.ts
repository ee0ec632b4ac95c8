import { tapTexts } from '../language/texts/tap.ts';
import { Composer } from 'grammy';
import type { Card } from '../format/card.ts';
import { MAX_TEXT } from '../outbox/split-text.ts';
import { messageOptions } from '../telegram/send-message.ts';
import { toTelegramFault } from '../telegram/telegram-error.ts';
import type { ChatContext } from './chat-context.ts';
import { findCommand, type ChatServices } from './chat-command.ts';
import { callOf } from './command-call.ts';
import { parseCommand } from './parse-command.ts';
import { runCommand } from './run-command.ts';
import { answerTap } from './show-tap.ts';

const BUTTON = /^v:([hm]):(.+)$/;

/** Buttons that give a reading command, as whoever taps: `v:h:<command>` in place of the card, `v:m:<command>` below it. */
export function viewComposer(services: ChatServices): Composer<ChatContext> {
  const composer = new Composer<ChatContext>();
  composer.callbackQuery(BUTTON, async (context) => {
    const [, place, typed] = BUTTON.exec(context.callbackQuery.data) ?? [];
    const given = parseCommand(`/${typed ?? ''}`, context.me.username);
    const command = given === null ? null : findCommand(services.commands, given.name);
    if (given === null || command?.isView !== true) {
      await answerTap(context, context.speech.say(tapTexts).oldButton);
      return;
    }
    const call = callOf(context, given.text);
    if (place === 'm') {
      await answerTap(context, '');
      await runCommand(services, command, call);
      return;
    }
    await answerTap(context, context.speech.say(tapTexts).asOf(context.speech.time(services.now())));
    const messageId = context.callbackQuery.message?.message_id ?? 0;
    const reply = async (card: Card) => {
      if (card.text.text.length > MAX_TEXT) return call.reply(card);
      await showInPlace(context, card);
      return messageId;
    };
    await runCommand(services, command, { ...call, reply });
  });
  return composer;
}

/** Edits the tapped card; that it says the same as before is no fault. */
async function showInPlace(context: ChatContext, { text, buttons }: Card): Promise<void> {
  const { entities, reply_markup: keyboard } = messageOptions({
    entities: text.entities,
    buttons,
    topic: null,
    isSilent: false,
    replyTo: null,
  });
  try {
    await context.editMessageText(text.text, {
      entities: entities ?? [],
      ...(keyboard === undefined ? {} : { reply_markup: keyboard }),
    });
  } catch (error) {
    if (!/not modified/.test(toTelegramFault(error).description)) throw error;
  }
}
