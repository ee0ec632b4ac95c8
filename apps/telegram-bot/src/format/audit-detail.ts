import { formatActor } from '../language/actor.ts';
import type { Speech } from '../language/speech.ts';
import { roleTexts } from '../language/texts/help.ts';
import { auditTexts } from '../language/texts/audit.ts';
import { isRecord } from '../desk/stored-amounts.ts';

const MAX_LENGTH = 240;
/** Only moments in Unix ms are that large. */
const MOMENTS_FROM = 1_000_000_000_000;
/** Of no use to a reader. */
const LEFT_OUT: ReadonlySet<string> = new Set(['nonce', 'typed', 'id', 'relay', 'report']);
const PERSONS: ReadonlySet<string> = new Set(['actor', 'approvedBy']);
/** Plain decimal text that is no id. */
const AMOUNTS: ReadonlySet<string> = new Set([
  'activation',
  'callback',
  'filled',
  'fraction',
  'held',
  'limitPrice',
  'notional',
  'price',
  'quantity',
  'quotePrice',
  'share',
  'stopLoss',
]);

/** `user 333, role none`: what an audit row says beside its action, with its times in the reader's zone. */
export function formatAuditDetail(speech: Speech, detail: string): string {
  const value: unknown = JSON.parse(detail);
  const text = isRecord(value) ? membersText(speech, value) : '';
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH - 1)}…` : text;
}

function membersText(speech: Speech, record: Readonly<Record<string, unknown>>): string {
  const { keys } = speech.say(auditTexts);
  const names: Readonly<Record<string, string>> = keys;
  return speech.list(
    Object.entries(record).flatMap(([key, value]) => {
      const text = LEFT_OUT.has(key) ? '' : valueText(speech, key, value);
      return text === '' ? [] : [`${names[key] ?? key} ${text}`];
    }),
  );
}

function valueText(speech: Speech, key: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) {
    return value
      .map((it: unknown) => valueText(speech, key, it))
      .filter((it) => it !== '')
      .join(' · ');
  }
  if (isRecord(value)) return membersText(speech, value);
  if (typeof value === 'number') return numberText(speech, key, value);
  return typeof value === 'string' ? wordText(speech, key, value) : JSON.stringify(value);
}

function numberText(speech: Speech, key: string, value: number): string {
  if (value >= MOMENTS_FROM) return speech.moment(value);
  return key.endsWith('Ms') ? speech.span(value) : `${value}`;
}

function wordText(speech: Speech, key: string, text: string): string {
  if (AMOUNTS.has(key) && /^\d+(?:\.\d+)?$/u.test(text)) return speech.digits(text);
  if (PERSONS.has(key)) return formatActor(speech, text);
  const roles: Readonly<Record<string, string>> = speech.say(roleTexts);
  if (key === 'role') return roles[text] ?? text;
  return text === 'all' ? speech.say(auditTexts).all : text;
}
