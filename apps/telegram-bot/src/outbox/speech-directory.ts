import type { Journal } from '@perpdesk/journal/port';
import type { ChatAddress, ChatDirectory } from './chat-directory.ts';
import { toLanguage, type Language } from '../language/language.ts';
import { createSpeech, type Speech } from '../language/speech.ts';
import { toTimeZone } from '../language/times.ts';

const LANGUAGE = 'language:';
const HEARD = 'language-heard:';
const ZONE = 'time-zone:';

export interface SpeechChoice {
  readonly language?: Language | undefined;
  /** IANA name. */
  readonly timeZone?: string | undefined;
}

export interface SpeechDefaults {
  readonly language: Language;
  /** IANA name. */
  readonly timeZone: string;
}

/** A person, or a chat with its topic; a person's private chat is the person. */
export type SpeechPlace = Pick<ChatAddress, 'chatId'> & Partial<ChatAddress>;

export interface SpeechDirectoryOptions {
  readonly journal: Journal;
  readonly directory: Pick<ChatDirectory, 'resolve' | 'named'>;
  /** The id that a chat has now. */
  readonly currentId: (chatId: string) => string;
  /** For whoever chose nothing. */
  readonly defaults: SpeechDefaults;
}

/** Who is spoken to how: what a person or a chat chose, kept in the journal over restarts. */
export interface SpeechDirectory {
  load(): Promise<void>;
  /** For answers to a person. `languageCode` is the one of their Telegram, which counts until they choose. */
  ofUser(userId: string, languageCode?: string): Speech;
  /** For what a chat is told by itself. */
  ofTarget(target: string): Speech;
  /** @throws {JournalError} where it cannot be kept. */
  choose(place: SpeechPlace, choice: SpeechChoice): Promise<void>;
  /** A person spoke in their private chat; what is told there follows their Telegram's language until they choose. */
  hear(userId: string, languageCode: string | undefined): Promise<void>;
}

function keyOf({ chatId, topic }: SpeechPlace): string {
  return topic === undefined || topic === null ? chatId : `${chatId}:${topic}`;
}

export function createSpeechDirectory(options: SpeechDirectoryOptions): SpeechDirectory {
  const { journal, directory, defaults } = options;
  const stored = new Map<string, string>();
  const speeches = new Map<string, Speech>();

  const speech = (language: Language, timeZone: string): Speech => {
    const key = `${language} ${timeZone}`;
    const made = speeches.get(key) ?? createSpeech(language, timeZone);
    speeches.set(key, made);
    return made;
  };
  const languageAt = (prefix: string, key: string) => toLanguage(stored.get(`${prefix}${key}`));
  const put = async (name: string, value: string) => {
    if (stored.get(name) === value) return;
    await journal.commit([{ type: 'flag-put', name, value }]);
    stored.set(name, value);
  };

  return {
    async load() {
      for (const [name, value] of Object.entries(await journal.readFlags())) {
        const isZone = name.startsWith(ZONE) && toTimeZone(value) !== null;
        if (isZone || name.startsWith(LANGUAGE) || name.startsWith(HEARD)) stored.set(name, value);
      }
    },
    ofUser: (userId, languageCode) =>
      speech(
        languageAt(LANGUAGE, userId) ?? toLanguage(languageCode) ?? defaults.language,
        stored.get(`${ZONE}${userId}`) ?? defaults.timeZone,
      ),
    ofTarget(target) {
      const address = directory.resolve(target);
      if (address === null) return speech(defaults.language, defaults.timeZone);
      const chatId = options.currentId(address.chatId);
      // what it chose under the id that it had before counts, too
      const keys = [keyOf({ ...address, chatId }), chatId, keyOf(address), address.chatId];
      const chosen = (prefix: string) =>
        keys.map((key) => stored.get(`${prefix}${key}`)).find((it) => it !== undefined);
      const named = directory.named(target);
      const language = toLanguage(chosen(LANGUAGE)) ?? named?.language ?? languageAt(HEARD, chatId);
      const timeZone = chosen(ZONE) ?? named?.timeZone;
      return speech(language ?? defaults.language, timeZone ?? defaults.timeZone);
    },
    async choose(place, { language, timeZone }) {
      const key = keyOf(place);
      if (language !== undefined) await put(`${LANGUAGE}${key}`, language);
      if (timeZone !== undefined) await put(`${ZONE}${key}`, timeZone);
    },
    async hear(userId, languageCode) {
      const language = toLanguage(languageCode);
      if (language === null || language === (languageAt(HEARD, userId) ?? defaults.language)) return;
      await put(`${HEARD}${userId}`, language);
    },
  };
}
