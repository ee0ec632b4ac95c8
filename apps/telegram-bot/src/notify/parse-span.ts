const UNITS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const SPAN = /^(\d{1,6})([smhd])$/;

/** `30m`, `12h`, `7d` in milliseconds; `null`: it is none. */
export function parseSpan(text: string): number | null {
  const [, count = '', unit = ''] = SPAN.exec(text) ?? [];
  const length = Object.entries(UNITS).find(([name]) => name === unit)?.[1];
  return length === undefined ? null : Number.parseInt(count, 10) * length;
}
