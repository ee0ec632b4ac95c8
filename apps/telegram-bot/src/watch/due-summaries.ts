import { addDays, isMonday, type Calendar, type Day } from './local-day.ts';

/** A summary that is to be told. */
export interface DueSummary {
  readonly type: 'summary.daily' | 'summary.weekly';
  /** Unix ms: from, and up to. */
  readonly fromAt: number;
  readonly toAt: number;
  /** Unix ms. */
  readonly dueAt: number;
}

const MIDNIGHT = '00:00';

/** The last day at whose `summaryAt` a summary was due. */
export function lastDueDay(calendar: Calendar, summaryAt: string, now: number): Day {
  const today = calendar.dayAt(now);
  return now >= calendar.instantOf(today, summaryAt) ? today : addDays(today, -1);
}

/**
 * What is due at `day` when all up to `told` is told: the days since as one, and the last of the weeks that ended by one of
 * their Mondays. Nothing when `day` is told.
 */
export function dueSummaries(calendar: Calendar, summaryAt: string, told: Day, day: Day): readonly DueSummary[] {
  if (day <= told) return [];
  const start = (of: Day) => calendar.instantOf(of, MIDNIGHT);
  const dueAt = calendar.instantOf(day, summaryAt);
  let monday = day;
  while (!isMonday(monday)) monday = addDays(monday, -1);
  const daily: DueSummary = { type: 'summary.daily', fromAt: start(told), toAt: start(day), dueAt };
  if (monday <= told) return [daily];
  const weekly: DueSummary = {
    type: 'summary.weekly',
    fromAt: start(addDays(monday, -7)),
    toAt: start(monday),
    dueAt: calendar.instantOf(monday, summaryAt),
  };
  return [daily, weekly];
}
