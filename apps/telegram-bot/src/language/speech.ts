import type { InLanguages } from './in-languages.ts';
import type { Language } from './language.ts';
import { createNumbers, type Numbers } from './numbers.ts';
import { createTimes, type Times } from './times.ts';

/** How one reader is spoken to: words, numbers and times. Cards and notices are written with it. */
export interface Speech extends Numbers, Times {
  readonly language: Language;
  /** IANA name. */
  readonly timeZone: string;
  /** A group of texts in the reader's language. */
  say<T>(texts: InLanguages<T>): T;
}

/** A sentence that is worded once its reader is known. */
export type Phrase = (speech: Speech) => string;

export function createSpeech(language: Language, timeZone: string): Speech {
  return {
    ...createNumbers(language),
    ...createTimes(language, timeZone),
    language,
    timeZone,
    say: (texts) => texts[language],
  };
}

/** English, UTC: what a program prints. */
export const PLAIN_SPEECH: Speech = createSpeech('en', 'UTC');
