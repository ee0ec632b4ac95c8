import { describe, expect, test } from 'vitest';
import { dueSummaries, lastDueDay } from './due-summaries.ts';
import { createCalendar } from './local-day.ts';

const iso = (at: number) => new Date(at).toISOString().slice(0, 16);

describe('a calendar', () => {
  test.each([
    ['UTC', '2026-11-26', '08:00', '2026-11-26T08:00'],
    ['Europe/Berlin', '2026-11-26', '08:00', '2026-11-26T07:00'],
    ['Europe/Berlin', '2026-07-01', '00:00', '2026-06-30T22:00'],
    ['Asia/Kolkata', '2026-07-01', '08:00', '2026-07-01T02:30'],
    ['Pacific/Kiritimati', '2026-07-01', '00:00', '2026-06-30T10:00'],
    ['America/New_York', '2026-03-08', '08:00', '2026-03-08T12:00'],
    ['America/New_York', '2026-11-01', '08:00', '2026-11-01T13:00'],
    // the day on which the clocks change begins before they do
    ['Europe/Berlin', '2026-03-29', '00:00', '2026-03-28T23:00'],
    ['Europe/Berlin', '2026-03-30', '00:00', '2026-03-29T22:00'],
    ['Europe/Berlin', '2026-10-26', '00:00', '2026-10-25T23:00'],
  ])('of %s knows when %s %s is', (zone, day, time, expected) => {
    const calendar = createCalendar(zone);
    const at = calendar.instantOf(day, time);
    expect(iso(at)).toBe(expected);
    expect(calendar.dayAt(at)).toBe(day);
  });
});

describe('summaries', () => {
  const berlin = createCalendar('Europe/Berlin');
  const due = (told: string, day: string) =>
    dueSummaries(berlin, '08:00', told, day).map(({ type, fromAt, toAt }) => [type, iso(fromAt), iso(toAt)]);

  test('are due from their hour on', () => {
    const at = (text: string) => lastDueDay(berlin, '08:00', Date.parse(text));
    expect(at('2026-11-26T06:59:59Z')).toBe('2026-11-25');
    expect(at('2026-11-26T07:00:00Z')).toBe('2026-11-26');
    expect(at('2026-11-25T23:30:00Z')).toBe('2026-11-25');
  });

  test('of a day, of several, and of the week on its Monday', () => {
    expect(due('2026-11-26', '2026-11-26')).toEqual([]);
    expect(due('2026-11-25', '2026-11-26')).toEqual([['summary.daily', '2026-11-24T23:00', '2026-11-25T23:00']]);
    expect(due('2026-11-22', '2026-11-23')).toEqual([
      ['summary.daily', '2026-11-21T23:00', '2026-11-22T23:00'],
      ['summary.weekly', '2026-11-15T23:00', '2026-11-22T23:00'],
    ]);
    expect(due('2026-11-20', '2026-11-25')).toEqual([
      ['summary.daily', '2026-11-19T23:00', '2026-11-24T23:00'],
      ['summary.weekly', '2026-11-15T23:00', '2026-11-22T23:00'],
    ]);
  });
});
