import { canTrade } from '../desk/desk-user.ts';
import { LANGUAGE_NAMES, LANGUAGES, toLanguage } from '../language/language.ts';
import type { Phrase, Speech } from '../language/speech.ts';
import { roleTexts } from '../language/texts/help.ts';
import { languageTexts } from '../language/texts/language.ts';
import { toTimeZone } from '../language/times.ts';
import type { SpeechChoice, SpeechPlace } from '../outbox/speech-directory.ts';
import type { SpeechReport } from '../format/speech-card.ts';
import type { ChatServices, MemberCall } from './chat-command.ts';

const READERS: Readonly<Record<SpeechReport['part'], (typed: string) => SpeechChoice | Phrase>> = {
  language: (typed) => {
    const language = toLanguage(typed);
    const list = LANGUAGES.map((it) => `${it} (${LANGUAGE_NAMES[it]})`).join(', ');
    return language === null ? (speech) => speech.say(languageTexts).unknownLanguage(typed, list) : { language };
  },
  timezone: (typed) => {
    const timeZone = toTimeZone(typed);
    return timeZone === null ? (speech) => speech.say(languageTexts).unknownZone(typed) : { timeZone };
  },
};

/** Whose it is: a private chat and its person are one. */
function placeOf(call: MemberCall, isChats: boolean): SpeechPlace {
  return isChats ? call.address : { chatId: call.userId };
}

export interface SpeechWish {
  readonly part: SpeechReport['part'];
  /** Of the chat, not of the person; in a private chat they are one. */
  readonly isChats: boolean;
}

function isOfChat({ isChats }: SpeechWish, call: MemberCall): boolean {
  return isChats && call.address.chatId !== call.userId;
}

/** Sets it; resolves with why not, or with `null` once it is kept. */
export async function chooseSpeech(
  { speeches }: ChatServices,
  call: MemberCall,
  wish: SpeechWish,
  typed: string,
): Promise<string | null> {
  const isChats = isOfChat(wish, call);
  if (isChats && !canTrade(call.user)) {
    return call.speech.say(languageTexts).mayNot(call.speech.say(roleTexts)[call.user.role]);
  }
  const choice = READERS[wish.part](typed);
  if (typeof choice === 'function') return choice(call.speech);
  await speeches.choose(placeOf(call, isChats), choice);
  return null;
}

/** How the person is answered, and what is set now: for them, or for what the chat is told. */
export function reportSpeech(
  { speeches, directory, now }: ChatServices,
  call: MemberCall,
  wish: SpeechWish,
): { readonly speech: Speech; readonly report: SpeechReport } {
  const isChats = isOfChat(wish, call);
  // whoever chose no language keeps the one that they are answered in
  const speech = speeches.ofUser(call.userId, call.speech.language);
  const told = isChats ? speeches.ofTarget(directory.targetOf(call.address)) : speech;
  return { speech, report: { part: wish.part, isChats, told, now: now(), maySet: !isChats || canTrade(call.user) } };
}
