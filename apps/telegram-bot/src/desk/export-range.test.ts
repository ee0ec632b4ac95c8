import { expect, test } from 'vitest';
import { readExportRange } from './export-range.ts';

const NOW = Date.UTC(2026, 10, 26, 14, 30);
const iso = (word: string) => {
  const range = readExportRange(word, NOW);
  return range === null ? null : `${new Date(range.fromAt).toISOString()} ${new Date(range.untilAt).toISOString()}`;
};

test.each([
  ['today', '2026-11-26T00:00:00.000Z 2026-11-26T14:30:00.000Z'],
  ['1d', '2026-11-25T14:30:00.000Z 2026-11-26T14:30:00.000Z'],
  ['366d', '2025-11-25T14:30:00.000Z 2026-11-26T14:30:00.000Z'],
  ['2026-11', '2026-11-01T00:00:00.000Z 2026-11-30T23:59:59.999Z'],
  ['2026-12', '2026-12-01T00:00:00.000Z 2026-12-31T23:59:59.999Z'],
  ['2026-02-28', '2026-02-28T00:00:00.000Z 2026-02-28T23:59:59.999Z'],
  ['2026-11-01..2026-11-03', '2026-11-01T00:00:00.000Z 2026-11-03T23:59:59.999Z'],
])('%s is %s', (word, expected) => {
  expect(iso(word)).toBe(expected);
});

test.each([
  '',
  '0d',
  '367d',
  '-1d',
  '30',
  '2026-13',
  '2026-02-30',
  '2026-11-03..2026-11-01',
  '2020-01-01..2026-01-01',
  'x',
])('%j is no range', (word) => {
  expect(iso(word)).toBeNull();
});
