/** `07:00:03 UTC`. */
export function formatTime(at: number): string {
  return `${new Date(at).toISOString().slice(11, 19)} UTC`;
}

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
] as const;

/** `3 d 4 h`, `2 min`, `4 s`, `120 ms`: at most two units. */
export function formatSpan(ms: number): string {
  if (ms < 1000) return `${Math.max(0, Math.round(ms))} ms`;
  const parts: string[] = [];
  let left = ms;
  for (const [name, size] of UNITS) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) parts.push(`${count} ${name}`);
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.join(' ');
}

/** `22 Nov 07:00:03 UTC`. */
export function formatDayTime(at: number): string {
  const [, , day = '', month = ''] = /^(\w+), (\d\d) (\w+)/.exec(new Date(at).toUTCString()) ?? [];
  return `${day} ${month} ${formatTime(at)}`;
}

/** `2026-11-22 07:00 UTC`: for what may be long ago. */
export function formatMinute(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
