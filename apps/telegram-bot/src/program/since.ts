/** From when on. */
export type Since =
  | { readonly type: 'span'; /** Before now. */ readonly ms: number }
  | { readonly type: 'time'; /** Unix ms. */ readonly at: number };

const UNITS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const SPAN = /^(\d{1,6})([smhd])$/;
const TIME = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;

/** `30m`, `12h`, `7d`, or a time, in UTC unless it says otherwise; `null`: it is neither. */
export function parseSince(text: string): Since | null {
  const [, count = '', unit = ''] = SPAN.exec(text) ?? [];
  const length = Object.entries(UNITS).find(([name]) => name === unit)?.[1];
  if (length !== undefined) return { type: 'span', ms: Number.parseInt(count, 10) * length };
  if (!TIME.test(text)) return null;
  const hasZone = /(?:Z|[+-]\d\d:?\d\d)$/.test(text.slice(10));
  const at = Date.parse(hasZone || text.length === 10 ? text : `${text}Z`);
  return Number.isNaN(at) ? null : { type: 'time', at };
}

/** Unix ms. */
export function sinceAt(since: Since, now: number): number {
  return since.type === 'time' ? since.at : now - since.ms;
}
