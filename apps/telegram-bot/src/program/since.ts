import { parseSpan } from '../notify/parse-span.ts';

/** From when on. */
export type Since =
  | { readonly type: 'span'; /** Before now. */ readonly ms: number }
  | { readonly type: 'time'; /** Unix ms. */ readonly at: number };

const TIME = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;

/** `30m`, `12h`, `7d`, or a time, in UTC unless it says otherwise; `null`: it is neither. */
export function parseSince(text: string): Since | null {
  const span = parseSpan(text);
  if (span !== null) return { type: 'span', ms: span };
  if (!TIME.test(text)) return null;
  const hasZone = /(?:Z|[+-]\d\d:?\d\d)$/.test(text.slice(10));
  const at = Date.parse(hasZone || text.length === 10 ? text : `${text}Z`);
  return Number.isNaN(at) ? null : { type: 'time', at };
}

/** Unix ms. */
export function sinceAt(since: Since, now: number): number {
  return since.type === 'time' ? since.at : now - since.ms;
}
