import { canTrade } from '../../desk/desk-user.ts';
import { plainCard } from '../../format/plain-card.ts';
import { pick } from '../../language/in-languages.ts';
import { LANGUAGE_NAMES, LANGUAGES, toLanguage } from '../../language/language.ts';
import type { Phrase, Speech } from '../../language/speech.ts';
import { languageTexts } from '../../language/texts/language.ts';
import { roleTexts } from '../../language/texts/help.ts';
import { toTimeZone } from '../../language/times.ts';
import type { SpeechChoice, SpeechPlace } from '../../outbox/speech-directory.ts';
import type { ChatCommand, ChatServices, MemberCall } from '../chat-command.ts';

type Read = (typed: string) => SpeechChoice | Phrase;

const readLanguage: Read = (typed) => {
  const language = toLanguage(typed);
  const list = LANGUAGES.map((it) => `${it} (${LANGUAGE_NAMES[it]})`).join(', ');
  return language === null ? (speech) => speech.say(languageTexts).unknownLanguage(typed, list) : { language };
};

const readZone: Read = (typed) => {
  const timeZone = toTimeZone(typed);
  return timeZone === null ? (speech) => speech.say(languageTexts).unknownZone(typed) : { timeZone };
};

/** Whose it is: a private chat and its person are one. */
function placeOf(call: MemberCall, isChats: boolean): SpeechPlace {
  return isChats ? call.address : { chatId: call.userId };
}

function confirmation(speech: Speech, told: Speech, isChats: boolean, now: number): string {
  const words = speech.say(languageTexts);
  const say = isChats ? words.chats : words.mine;
  return say(words.names[told.language], told.timeZone, told.time(now));
}

/** Reads `[chat] [value]`; without a value it says what is set. */
async function choose({ speeches, directory, now }: ChatServices, call: MemberCall, read: Read): Promise<void> {
  const [first, ...rest] = call.text.split(/\s+/u).filter((word) => word !== '');
  const isChats = first?.toLowerCase() === 'chat' && call.address.chatId !== call.userId;
  const typed = (first?.toLowerCase() === 'chat' ? rest[0] : first)?.slice(0, 40);
  if (typed !== undefined) {
    if (isChats && !canTrade(call.user)) {
      const words = call.speech.say(languageTexts);
      await call.reply(plainCard(words.mayNot(call.speech.say(roleTexts)[call.user.role])));
      return;
    }
    const choice = read(typed);
    if (typeof choice === 'function') {
      await call.reply(plainCard(choice(call.speech)));
      return;
    }
    await speeches.choose(placeOf(call, isChats), choice);
  }
  // whoever chose no language keeps the one that they are answered in
  const speech = speeches.ofUser(call.userId, call.speech.language);
  const told = isChats ? speeches.ofTarget(directory.targetOf(call.address)) : speech;
  await call.reply(plainCard(confirmation(speech, told, isChats, now())));
}

const FACE = { aliases: [], asksWhenLate: false } as const;

export const languageCommand: ChatCommand = {
  ...FACE,
  access: 'member',
  name: 'language',
  help: pick(languageTexts, 'language'),
  run: (services, call) => choose(services, call, readLanguage),
};

export const timezoneCommand: ChatCommand = {
  ...FACE,
  access: 'member',
  name: 'timezone',
  help: pick(languageTexts, 'timezone'),
  run: (services, call) => choose(services, call, readZone),
};
