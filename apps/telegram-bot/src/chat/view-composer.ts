import { tapTexts } from '../language/texts/tap.ts';
import { Composer } from 'grammy';
import { canTrade } from '../desk/desk-user.ts';
import type { Card } from '../format/card.ts';
import type { ChatContext } from './chat-context.ts';
import { findCommand, type ChatServices } from './chat-command.ts';
import { callOf } from './command-call.ts';
import { parseCommand } from './parse-command.ts';
import { runCommand } from './run-command.ts';
import { isShownInPlace, showInPlace } from './show-in-place.ts';
import { answerTap } from './show-tap.ts';

const BUTTON = /^v:([hm]):(.+)$/;

/** A card of several people keeps the buttons of those who may use them: who only looks, or is refused, is answered below. */
function mayReplace({ chat, deskUser }: ChatContext, { buttons }: Card): boolean {
  return chat?.type === 'private' || (deskUser !== null && canTrade(deskUser) && buttons.flat().length > 0);
}

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
      if (!mayReplace(context, card) || !isShownInPlace(context, card)) return call.reply(card);
      await showInPlace(context, card);
      return messageId;
    };
    await runCommand(services, command, { ...call, reply });
  });
  return composer;
}
