import { Composer } from 'grammy';
import { speechCard, speechText } from '../format/speech-card.ts';
import type { ChatContext } from './chat-context.ts';
import type { ChatServices, MemberCall } from './chat-command.ts';
import { chooseSpeech, reportSpeech } from './choose-speech.ts';
import { callOf } from './command-call.ts';
import { showInPlace } from './show-in-place.ts';
import { answerTap } from './show-tap.ts';

const BUTTON = /^lg:([pc]):(language|timezone):([A-Za-z_/]{2,32})$/;

/** Taps on the cards of /language and /timezone: whoever taps sets their own, or the chat's. */
export function speechComposer(services: ChatServices): Composer<ChatContext> {
  const composer = new Composer<ChatContext>();
  composer.callbackQuery(BUTTON, async (context) => {
    const [, whose, part, value = ''] = BUTTON.exec(context.callbackQuery.data) ?? [];
    const user = context.deskUser;
    if (user === null) return;
    const call: MemberCall = { ...callOf(context, ''), user };
    const wish = { part: part === 'language' ? part : 'timezone', isChats: whose === 'c' } as const;
    const refused = await chooseSpeech(services, call, wish, value);
    if (refused !== null) return answerTap(context, refused);
    const { speech, report } = reportSpeech(services, call, wish);
    await answerTap(context, speechText(speech, report));
    // a group's card of one person says nothing of another
    const isOwnCard = report.isChats || context.chat?.type === 'private';
    if (isOwnCard) await showInPlace(context, speechCard(speech, report)).catch(() => {});
  });
  return composer;
}
