import type { SentenceCode, SentenceValueNames } from '@perpdesk/signals';
import type { Language } from '../language.ts';
import { GERMAN_SENTENCES } from './german/german-sentences.ts';

/** What the engine says, worded anew: a text, or one made of its values as the reader is shown them. */
export type SentenceTexts<C extends SentenceCode = SentenceCode> = {
  readonly [K in C]: [SentenceValueNames<K>] extends [never]
    ? string
    : (values: Readonly<Record<SentenceValueNames<K>, string>>) => string;
};

/** A part of the sentences, for a file of its own. */
export type SomeSentenceTexts = Partial<SentenceTexts>;

/** English is the engine's own. */
export const SENTENCE_TEXTS: Readonly<Record<Exclude<Language, 'en'>, SentenceTexts>> = { de: GERMAN_SENTENCES };
