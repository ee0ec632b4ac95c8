import {
  fillSentence,
  readSentences,
  type SaidSentence,
  type SaidValue,
  type SentenceValueNames,
} from '@perpdesk/signals';
import { decimal } from '@perpdesk/broker-core';
import { SENTENCE_TEXTS } from './sentences/sentence-texts.ts';
import type { Speech } from './speech.ts';
import { saidTexts } from './texts/said.ts';
import { formatActor } from './actor.ts';
import { formatVenueWords } from './venue-words.ts';

type Shown = Readonly<Record<SentenceValueNames<SaidSentence['code']>, string>>;

/** What the engine said, in the reader's language, amounts as they are written there. Somebody else's words stay. */
export function formatSaid(speech: Speech, text: string): string {
  return readSentences(text)
    .map((said) => (said.code === null ? formatVenueWords(speech, said.text) : formatSentence(speech, said)))
    .join(' ');
}

/** Whether a text has nothing of the engine's. */
export function isForeign(text: string): boolean {
  return readSentences(text).every(({ code }) => code === null);
}

/** Whether a text has that sentence of the engine's. */
export function says(text: string, code: SaidSentence['code']): boolean {
  return readSentences(text).some((said) => said.code === code);
}

function formatSentence(speech: Speech, { code, values }: SaidSentence): string {
  const shown = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, show(speech, value)]));
  if (speech.language === 'en') return fillSentence(code, (name) => shown[name] ?? '');
  const text: string | ((values: Shown) => string) = SENTENCE_TEXTS[speech.language][code];
  if (typeof text === 'string') return text;
  return hasItsNames(shown) ? text(shown) : '';
}

/** A sentence asks for no names but its own, and those it has. */
function hasItsNames(shown: Readonly<Record<string, string>>): shown is Shown {
  return Object.keys(shown).length > 0;
}

function show(speech: Speech, { kind, text }: SaidValue): string {
  const words = speech.say(saidTexts);
  switch (kind) {
    case 'number':
      return speech.digits(text);
    case 'seconds':
      return speech.span(Number.parseInt(decimal(text.replace(' s', '')).times(1000).toFixed(0), 10));
    case 'direction':
    case 'side':
    case 'state':
      return wordOf(words[kind], text);
    case 'setting':
      return /^\d+$/.test(text) ? `${text}x` : wordOf(words.setting, text);
    case 'list':
      return text.replaceAll(' or ', words.or);
    case 'actor':
      return begin(text === 'Somebody' ? words.somebody : formatActor(speech, text));
    case 'sentence':
      return formatSaid(speech, text);
    case 'quoted':
      return words.quoted(text.slice(1, -1));
    case 'text':
    case 'symbol':
      return text;
    default:
      return kind satisfies never;
  }
}

function wordOf(words: Readonly<Record<string, string>>, text: string): string {
  return words[text] ?? text;
}

/** It begins its sentence. */
function begin(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
