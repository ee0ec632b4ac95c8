import { FormattedString } from '@grammyjs/parse-mode';
import { COMMON_ZONES } from '../language/common-zones.ts';
import { LANGUAGE_NAMES, LANGUAGES } from '../language/language.ts';
import type { Speech } from '../language/speech.ts';
import { languageTexts } from '../language/texts/language.ts';
import { zoneTexts } from '../language/texts/zones.ts';
import type { Button, Card } from './card.ts';
import { lines } from './lines.ts';

export interface SpeechReport {
  readonly part: 'language' | 'timezone';
  /** What the chat is told; else how the person is answered. */
  readonly isChats: boolean;
  /** How whoever it is of is spoken to. */
  readonly told: Speech;
  /** Unix ms. */
  readonly now: number;
  readonly maySet: boolean;
}

/** What is set, in one sentence. */
export function speechText(speech: Speech, { isChats, told, now }: SpeechReport): string {
  const words = speech.say(languageTexts);
  const say = isChats ? words.chats : words.mine;
  return say(words.names[told.language], told.timeZone, told.time(now));
}

const IN_ROW = 3;

/** What is set, and a button for each language, or for zones that many live in: `lg:<p|c>:<part>:<value>`. */
export function speechCard(speech: Speech, report: SpeechReport): Card {
  const { part, isChats, told, maySet } = report;
  const choice = (label: string, value: string, isSet: boolean): Button => ({
    type: 'tap',
    label: isSet ? `✓ ${label}` : label,
    data: `lg:${isChats ? 'c' : 'p'}:${part}:${value}`,
  });
  const cities = speech.say(zoneTexts);
  const choices =
    part === 'language'
      ? LANGUAGES.map((it) => choice(LANGUAGE_NAMES[it], it, it === told.language))
      : COMMON_ZONES.map(([zone, city]) => choice(cities[zone] ?? city, zone, zone === told.timeZone));
  const rows = Array.from({ length: Math.ceil(choices.length / IN_ROW) }, (_, row) =>
    choices.slice(row * IN_ROW, (row + 1) * IN_ROW),
  );
  const others = part === 'timezone' && maySet ? speech.say(languageTexts).otherZones(isChats) : null;
  return { text: lines(FormattedString.join([speechText(speech, report)]), others), buttons: maySet ? rows : [] };
}
