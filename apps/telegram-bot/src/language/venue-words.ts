import { BROKER_ERROR_CODES } from '@perpdesk/broker-core';
import type { Speech } from './speech.ts';
import { brokerCodeTexts, type CodeText } from './texts/broker-code.ts';

/** As adapters hand on what an exchange answered, without what may be done about it. */
const SAYS = /^\w+: (?<venue>\w+) says (?<raw>-?\d+|HTTP \d+): (?<words>.*)$/s;

/**
 * `Binance -2019: Margin is insufficient. Order weniger, …`: what an exchange says stays in its words, what can be done
 * about it is told in the reader's. Other words stay as they are.
 */
export function formatVenueWords(speech: Speech, given: string): string {
  const text = plainWords(given);
  const { venue, raw, words } = SAYS.exec(text)?.groups ?? {};
  if (venue === undefined || raw === undefined || words === undefined) return text;
  const code = Object.entries(BROKER_ERROR_CODES).find(([, { remedy }]) => words.endsWith(` ${remedy}`));
  if (code === undefined) return `${venue} ${raw}: ${words}`;
  const [name, { remedy }] = code;
  const known: Readonly<Record<string, CodeText>> = speech.say(brokerCodeTexts);
  return `${venue} ${raw}: ${words.slice(0, -remedy.length)}${known[name]?.remedy ?? remedy}`;
}

const MOST = 300;

/** A sentence or two: no stack, no page and no object of a program, whatever an exchange or a proxy answered. */
function plainWords(text: string): string {
  const words = text.split(/\s+at \S+ \(|\{\s*"|<!doctype|<html|\n\s+at /iu, 1).join('');
  const line = words.replaceAll(/\s+/gu, ' ').trim();
  return line.length > MOST ? `${line.slice(0, MOST)}…` : line;
}
