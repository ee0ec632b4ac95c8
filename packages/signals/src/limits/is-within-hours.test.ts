import { expect, test } from 'vitest';
import { isWithinHours } from './is-within-hours.ts';

const at = (time: string) => Date.parse(`2026-11-22T${time}:00Z`);

test.each<[string, string, string, string, boolean]>([
  ['08:00', '20:00', 'UTC', '08:00', true],
  ['08:00', '20:00', 'UTC', '07:59', false],
  ['08:00', '20:00', 'UTC', '19:59', true],
  ['08:00', '20:00', 'UTC', '20:00', false],
  ['22:00', '06:00', 'UTC', '23:30', true],
  ['22:00', '06:00', 'UTC', '05:59', true],
  ['22:00', '06:00', 'UTC', '06:00', false],
  ['22:00', '06:00', 'UTC', '12:00', false],
  ['00:00', '00:00', 'UTC', '12:00', true],
  ['00:00', '01:00', 'UTC', '00:00', true],
  // an hour ahead in November
  ['09:00', '10:00', 'Europe/Berlin', '08:30', true],
  ['09:00', '10:00', 'Europe/Berlin', '09:30', false],
  ['09:30', '16:00', 'America/New_York', '14:30', true],
])('from %s to %s in %s at %s UTC: %s', (from, to, timeZone, time, expected) => {
  expect(isWithinHours({ from, to, timeZone }, at(time))).toBe(expected);
});

test('summer time is the zone’s own', () => {
  const hours = { from: '09:00', to: '10:00', timeZone: 'Europe/Berlin' };
  expect(isWithinHours(hours, Date.parse('2026-07-01T07:30:00Z'))).toBe(true);
  expect(isWithinHours(hours, Date.parse('2026-07-01T08:30:00Z'))).toBe(false);
});
