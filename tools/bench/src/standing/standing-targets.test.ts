import { expect, test } from 'vitest';
import { judgeStanding } from './standing-targets.ts';

const MB = 1024 * 1024;
const embedded = { readyMs: [9_000, 1_499, 1_000], idleBytes: 120 * MB };
const open = {
  accounts: 20,
  emptyReadyMs: 1,
  idleBytes: 150 * MB,
  open: 10,
  emptyWeight: 1,
  openReadyMs: 4_999,
  openWeight: 1,
  sentAgain: 0,
  openBytes: 1,
};
const point = (bytes: number) => ({ events: 1, orders: 1, seconds: 1, bytes });
const growth = [point(1), point(100), point(400), point(110)];
const met = { embedded, open, growth };
const isMet = (results: Parameters<typeof judgeStanding>[0]) => judgeStanding(results).map((verdict) => verdict.isMet);

test('all is met at the bounds', () => {
  expect(isMet(met)).toEqual([true, true, true, true, true]);
});

test('each target is missed by itself', () => {
  expect(isMet({ ...met, embedded: { ...embedded, readyMs: [1_500] } })).toEqual([false, true, true, true, true]);
  expect(isMet({ ...met, open: { ...open, openReadyMs: 5_000 } })).toEqual([true, false, true, true, true]);
  expect(isMet({ ...met, open: { ...open, sentAgain: 1 } })).toEqual([true, false, true, true, true]);
  expect(isMet({ ...met, embedded: { ...embedded, idleBytes: 121 * MB } })).toEqual([true, true, false, true, true]);
  expect(isMet({ ...met, open: { ...open, idleBytes: 151 * MB } })).toEqual([true, true, true, false, true]);
  expect(isMet({ ...met, growth: [...growth.slice(0, 3), point(111)] })).toEqual([true, true, true, true, false]);
});

test('what was not measured is not met', () => {
  const nothing = { embedded: { readyMs: [], idleBytes: Number.NaN }, open: { ...open, open: 0 }, growth: [] };
  expect(isMet(nothing)).toEqual([false, false, false, true, false]);
});
