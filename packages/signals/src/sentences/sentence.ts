import { Decimal, formatDecimal } from '@perpdesk/broker-core';
import { ALERT_SENTENCES } from './alert-sentences.ts';
import { BODY_SENTENCES } from './body-sentences.ts';
import { CHECK_SENTENCES } from './check-sentences.ts';
import { DESK_SENTENCES } from './desk-sentences.ts';
import { ORDER_SENTENCES } from './order-sentences.ts';
import { PLAN_SENTENCES } from './plan-sentences.ts';
import { POSITION_SENTENCES } from './position-sentences.ts';
import { ROUTE_SENTENCES } from './route-sentences.ts';
import type { ValueNames } from './sentence-table.ts';

/** Everything that the engine says in words: refusals, notes, how an order ended. */
export const SENTENCES = {
  ...ALERT_SENTENCES,
  ...BODY_SENTENCES,
  ...ROUTE_SENTENCES,
  ...PLAN_SENTENCES,
  ...ORDER_SENTENCES,
  ...POSITION_SENTENCES,
  ...DESK_SENTENCES,
  ...CHECK_SENTENCES,
} as const;
export type SentenceCode = keyof typeof SENTENCES;
export const SENTENCE_CODES: readonly SentenceCode[] = Object.keys(SENTENCES).filter(isSentenceCode);

function isSentenceCode(text: string): text is SentenceCode {
  return Object.hasOwn(SENTENCES, text);
}

/** The names of the values that a sentence has. */
export type SentenceValueNames<C extends SentenceCode> = ValueNames<(typeof SENTENCES)[C]>;

type Value = Decimal | string | number | null | undefined;
type Values<C extends SentenceCode> = [SentenceValueNames<C>] extends [never]
  ? readonly []
  : readonly [values: Readonly<Record<SentenceValueNames<C>, Value>>];

/**
 * The English sentence of the code, for logs, programs and the journal. `readSentences` finds code and values in it again,
 * so what tells a person may word them anew.
 */
export function sentence<C extends SentenceCode>(code: C, ...[values]: Values<C>): string {
  if (values === undefined) return SENTENCES[code];
  const shown: Readonly<Record<string, Value>> = values;
  return fillSentence(code, (name, kind) => `${format(shown[name])}${kind === 'seconds' ? ' s' : ''}`);
}

/** The English sentence with its values as a reader is to see them. */
export function fillSentence(code: SentenceCode, show: (name: string, kind?: string) => string): string {
  const text: string = SENTENCES[code];
  return text.replace(/<(\w+)(?::(\w+))?>/g, (_, name: string, kind?: string) => show(name, kind));
}

function format(value: Value): string {
  return Decimal.isDecimal(value) ? formatDecimal(value) : `${value ?? ''}`;
}
