import { BROKER_ERROR_CODES, decimal } from '@perpdesk/broker-core';
import { readPriceBand } from './price-band-words.ts';
import type { Speech } from './speech.ts';
import { brokerCodeTexts, type CodeText } from './texts/broker-code.ts';
import { brokerWordTexts } from './texts/broker-words.ts';

/** As adapters hand on what an exchange answered, without what may be done about it. */
const SAYS = /^\w+: (?<venue>\w+) says (?<raw>-?\d+|HTTP \d+): (?<words>.*)$/s;

type BrokerWord = keyof typeof brokerWordTexts.en;

/** How adapters and the manager say it; what may be done about it can follow. */
const BROKER_WORDS: Readonly<Record<BrokerWord, RegExp>> = {
  tookLonger: /^(\w[\w ]*) took longer than (\d+) ms\./,
  noAnswer: /^(\w+) got no answer from \w+ \((.*?)\)\./,
  notConnected: /^The broker (\S+) is not connected\. Call connect\(\)\./,
  closed: /^Broker (\S+) is closed\./,
  notOpened: /^Broker (\S+) could not be connected\./,
  streamEnded: /^The account stream ended\./,
  tooMany: /^Too many events are waiting\./,
  pause: /^(\w+) asks for a pause\./,
  notBegun: /^(\w+) was aborted before it began\./,
  needsMargin: /^The order needs (\d[\d.]* \w+) of margin, (\d[\d.]*) are free\./,
  mayBeDone: /^(\w+) was aborted; it may have been done\./,
};

/**
 * `Binance -2019: Margin is insufficient. Wähle eine kleinere Menge, …`: what an exchange says stays in its words, what can be done
 * about it is told in the reader's. Words of nobody known stay as they are.
 */
export function formatVenueWords(speech: Speech, given: string): string {
  const text = plainWords(given);
  const { venue, raw, words } = SAYS.exec(text)?.groups ?? {};
  return venue === undefined || raw === undefined || words === undefined
    ? brokerWords(speech, text)
    : `${venue} ${raw}: ${withRemedy(speech, words)}`;
}

function brokerWords(speech: Speech, text: string): string {
  const band = readPriceBand(speech, text);
  if (band !== null) return `${band.said}${withRemedy(speech, band.rest)}`;
  const texts = speech.say(brokerWordTexts);
  for (const [name, say] of Object.entries(texts)) {
    const [said, first = '', second = ''] = (isBrokerWord(name) ? BROKER_WORDS[name].exec(text) : null) ?? [];
    if (said === undefined) continue;
    const value = /^\d+$/.test(second) ? speech.digits(second) : rounded(speech, second);
    return `${say(rounded(speech, first), value)}${withRemedy(speech, text.slice(said.length))}`;
  }
  return text;
}

/** Amounts as people read them. */
function rounded(speech: Speech, text: string): string {
  return text.replace(/^\d+\.\d+(?= |$)/, (amount) => speech.money(decimal(amount)));
}

function isBrokerWord(name: string): name is BrokerWord {
  return Object.hasOwn(BROKER_WORDS, name);
}

/** What can be done about it, where it ends with that. */
function withRemedy(speech: Speech, words: string): string {
  const code = Object.entries(BROKER_ERROR_CODES).find(([, { remedy }]) => words.endsWith(` ${remedy}`));
  if (code === undefined) return words;
  const [name, { remedy }] = code;
  const known: Readonly<Record<string, CodeText>> = speech.say(brokerCodeTexts);
  return `${words.slice(0, -remedy.length)}${known[name]?.remedy ?? remedy}`;
}

const MOST = 300;

/** A sentence or two: no stack, no page and no object of a program, whatever an exchange or a proxy answered. */
function plainWords(text: string): string {
  const words = text.split(/\s+at \S+ \(|\{\s*"|<!doctype|<html|\n\s+at /iu, 1).join('');
  const line = words.replaceAll(/\s+/gu, ' ').trim();
  return line.length > MOST ? `${line.slice(0, MOST)}…` : line;
}
