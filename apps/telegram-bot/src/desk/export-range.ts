const DAY_MS = 86_400_000;
const MOST_DAYS = 366;

/** Unix ms, both ends included. */
export interface ExportRange {
  readonly fromAt: number;
  readonly untilAt: number;
}

/** The day's beginning in UTC; `null` for a day that there is not. */
function dayAt(text: string): number | null {
  const at = Date.parse(`${text}T00:00:00.000Z`);
  return Number.isNaN(at) || !new Date(at).toISOString().startsWith(text) ? null : at;
}

function monthAt(text: string, months: number): number {
  const [year = 0, month = 1] = text.split('-').map((part) => Number.parseInt(part, 10));
  return Date.UTC(year, month - 1 + months);
}

/** Reads `today`, `30d`, `2026-11`, `2026-11-03` or `2026-11-03..2026-11-09`, in UTC; `null` for anything else. */
export function readExportRange(word: string, now: number): ExportRange | null {
  if (word === 'today') return { fromAt: now - (now % DAY_MS), untilAt: now };
  const [, days] = /^(\d{1,3})d$/.exec(word) ?? [];
  if (days !== undefined) {
    const count = Number.parseInt(days, 10);
    return count < 1 || count > MOST_DAYS ? null : { fromAt: now - count * DAY_MS, untilAt: now };
  }
  if (/^20\d\d-(?:0[1-9]|1[0-2])$/.test(word)) {
    return { fromAt: monthAt(word, 0), untilAt: monthAt(word, 1) - 1 };
  }
  const [, first, last] = /^(20\d\d-\d\d-\d\d)(?:\.\.(20\d\d-\d\d-\d\d))?$/.exec(word) ?? [];
  if (first === undefined) return null;
  const [fromAt, lastAt] = [dayAt(first), dayAt(last ?? first)];
  if (fromAt === null || lastAt === null || lastAt < fromAt || lastAt - fromAt >= MOST_DAYS * DAY_MS) return null;
  return { fromAt, untilAt: lastAt + DAY_MS - 1 };
}
