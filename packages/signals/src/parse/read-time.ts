import type { Refusal } from '../signal.ts';
import { quote, refuse } from './refuse.ts';
import { sentence } from '../sentences/sentence.ts';

export type TimeReading = { readonly ok: true; /** Unix ms. */ readonly value: number } | Refusal;

const ISO = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?\s*(Z|[+-]\d\d:?\d\d)?$/i;
const UNIX_SECONDS = /^(\d{10})(?:\.(\d{1,9}))?$/;
const UNIX_MS = /^\d{13}$/;

/** ISO 8601 with `Z` or an offset, Unix seconds or milliseconds. A time without a zone is refused: it could be anywhere. */
export function readTime(text: string, name: string): TimeReading {
  const plain = text.trim();
  if (UNIX_MS.test(plain)) return { ok: true, value: integer(plain) };
  const seconds = UNIX_SECONDS.exec(plain);
  if (seconds) return { ok: true, value: integer(seconds[1]) * 1000 + milliseconds(seconds[2]) };
  const iso = ISO.exec(plain);
  if (!iso) return refuse('bad-time', sentence('time-expected', { field: name, shown: quote(text) }));
  const [, year, month, day, hour, minute, second, fraction, zone] = iso;
  if (zone === undefined) return refuse('bad-time', sentence('time-zone-missing', { field: name, shown: quote(text) }));
  const parts = [
    integer(year),
    integer(month) - 1,
    integer(day),
    integer(hour),
    integer(minute),
    integer(second),
  ] as const;
  const at = Date.UTC(...parts, milliseconds(fraction));
  const back = new Date(at);
  const read = [back.getUTCFullYear(), back.getUTCMonth(), back.getUTCDate(), back.getUTCHours(), back.getUTCMinutes()];
  if (read.some((part, index) => part !== parts[index]) || parts[5] > 59) {
    return refuse('bad-time', sentence('no-such-time', { field: name, shown: quote(text) }));
  }
  return { ok: true, value: at - offsetMs(zone) };
}

function integer(digits: string | undefined): number {
  return digits === undefined ? 0 : Number.parseInt(digits, 10);
}

function milliseconds(fraction: string | undefined): number {
  return fraction === undefined ? 0 : integer(fraction.padEnd(3, '0').slice(0, 3));
}

function offsetMs(zone: string): number {
  const parts = /^([+-])(\d\d):?(\d\d)$/.exec(zone);
  if (!parts) return 0;
  const ms = (integer(parts[2]) * 60 + integer(parts[3])) * 60_000;
  return parts[1] === '-' ? -ms : ms;
}
