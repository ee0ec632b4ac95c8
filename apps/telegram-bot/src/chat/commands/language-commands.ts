import { plainCard } from '../../format/plain-card.ts';
import { speechCard, speechText } from '../../format/speech-card.ts';
import { pick } from '../../language/in-languages.ts';
import { languageTexts } from '../../language/texts/language.ts';
import type { ChatCommand, ChatServices, MemberCall } from '../chat-command.ts';
import { chooseSpeech, reportSpeech, type SpeechWish } from '../choose-speech.ts';

/** Reads `[chat] [value]`; without a value it says what is set, with buttons. */
async function choose(services: ChatServices, call: MemberCall, part: SpeechWish['part']): Promise<void> {
  const [first, ...rest] = call.text.split(/\s+/u).filter((word) => word !== '');
  const isChats = first?.toLowerCase() === 'chat';
  const typed = (isChats ? rest[0] : first)?.slice(0, 40);
  const wish = { part, isChats };
  if (typed === undefined) {
    const { speech, report } = reportSpeech(services, call, wish);
    await call.reply(speechCard(speech, report));
    return;
  }
  const refused = await chooseSpeech(services, call, wish, typed);
  const { speech, report } = reportSpeech(services, call, wish);
  await call.reply(plainCard(refused ?? speechText(speech, report)));
}

const FACE = { aliases: [], asksWhenLate: false } as const;

export const languageCommand: ChatCommand = {
  ...FACE,
  access: 'member',
  name: 'language',
  help: pick(languageTexts, 'language'),
  run: (services, call) => choose(services, call, 'language'),
};

export const timezoneCommand: ChatCommand = {
  ...FACE,
  access: 'member',
  name: 'timezone',
  help: pick(languageTexts, 'timezone'),
  run: (services, call) => choose(services, call, 'timezone'),
};
