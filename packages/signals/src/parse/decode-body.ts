import type { Refusal } from '../signal.ts';
import { refuse } from './refuse.ts';
import { sentence } from '../sentences/sentence.ts';

/** The largest alert that is read, bytes. */
export const MAX_ALERT_BYTES = 64 * 1024;

const STRICT = new TextDecoder('utf-8', { fatal: true });
const LENIENT = new TextDecoder('utf-8');
const KEPT_OF_BEGINNING = 2_000;
/** A part of a word may be a part of a secret, by which nobody knows it. */
const WORD_END = /[\s"'“”‘’,;<>()[\]{}]/;

export type DecodedBody = { readonly ok: true; readonly text: string } | (Refusal & { readonly text: string });

/** Strict UTF-8, with or without a byte order mark, of at most 64 kB. */
export function decodeBody(body: Uint8Array): DecodedBody {
  if (body.byteLength > MAX_ALERT_BYTES) {
    return {
      ...refuse('too-large', sentence('too-many-bytes', { bytes: body.byteLength, most: MAX_ALERT_BYTES })),
      text: beginningOf(body),
    };
  }
  try {
    return { ok: true, text: STRICT.decode(body) };
  } catch {
    return { ...refuse('bad-json', sentence('not-utf8')), text: LENIENT.decode(body) };
  }
}

/** What is kept of a body that broke off, or is too large to be read: its first 2 000 bytes, up to the end of a word. */
export function beginningOf(body: Uint8Array): string {
  const text = LENIENT.decode(body.subarray(0, KEPT_OF_BEGINNING));
  let end = text.length;
  while (end > 0 && !WORD_END.test(text.charAt(end - 1))) end -= 1;
  return end === text.length ? text : `${text.slice(0, end)}…`;
}
