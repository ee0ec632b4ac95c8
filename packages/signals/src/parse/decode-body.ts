import type { Refusal } from '../signal.ts';
import { refuse } from './refuse.ts';
import { sentence } from '../sentences/sentence.ts';

/** The largest alert that is read, bytes. */
export const MAX_ALERT_BYTES = 64 * 1024;

const STRICT = new TextDecoder('utf-8', { fatal: true });
const LENIENT = new TextDecoder('utf-8');
const KEPT_OF_TOO_LARGE = 2_000;

export type DecodedBody = { readonly ok: true; readonly text: string } | (Refusal & { readonly text: string });

/** Strict UTF-8, with or without a byte order mark, of at most 64 kB. */
export function decodeBody(body: Uint8Array): DecodedBody {
  if (body.byteLength > MAX_ALERT_BYTES) {
    const text = LENIENT.decode(body.subarray(0, KEPT_OF_TOO_LARGE));
    return {
      ...refuse('too-large', sentence('too-many-bytes', { bytes: body.byteLength, most: MAX_ALERT_BYTES })),
      text,
    };
  }
  try {
    return { ok: true, text: STRICT.decode(body) };
  } catch {
    return { ...refuse('bad-json', sentence('not-utf8')), text: LENIENT.decode(body) };
  }
}
