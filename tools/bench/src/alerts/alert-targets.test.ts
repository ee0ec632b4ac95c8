import { expect, test } from 'vitest';
import { judgeAlerts } from './alert-targets.ts';
import type { FanOutFigures } from './measure-fan-out.ts';

const figures = {
  name: 'perpdesk-sqlite',
  p50: 1,
  p99: 2,
  answerP99: 1,
  cpuPerOrder: 1,
  commitsPerAlert: 2,
  rssBytes: [1, 1],
  missing: 0,
  surplus: 0,
  refused: 0,
} as const;
const burst = {
  name: 'perpdesk-sqlite',
  alerts: 10,
  accounts: 2,
  accepted: 10,
  answerP50: 5,
  answerMax: 999,
  elapsedMs: 1,
  cpuPerOrder: null,
  missing: 0,
  surplus: 0,
  refused: 0,
  rssBytes: [1, 1],
} as const;
const fanOut = [
  { name: 'perpdesk-sqlite', accounts: 1, last: 1, lastFar: 10, quick: 1, besideSlow: Number.NaN },
  { name: 'perpdesk-sqlite', accounts: 50, last: 2, lastFar: 19.9, quick: 10, besideSlow: 11.9 },
] as const;
const at = { figures: [{ ...figures, p50Ratio: 2, p99Ratio: 3, callsPerOrder: 1.05 }], burst: [burst], fanOut };
const isMet = (results: Parameters<typeof judgeAlerts>[0]) => judgeAlerts(results).map((verdict) => verdict.isMet);

test('all is met at the bounds', () => {
  expect(isMet(at)).toEqual([true, true, true, true, true, true, true]);
});

test('each target is missed by itself', () => {
  const slower = { ...figures, p50Ratio: 2.01, p99Ratio: 3.01, callsPerOrder: 1.06 };
  expect(isMet({ ...at, figures: [slower] })).toEqual([false, false, false, true, true, true, true]);
  expect(isMet({ ...at, burst: [{ ...burst, answerMax: 1_000 }] })).toEqual([
    true,
    true,
    true,
    false,
    true,
    true,
    true,
  ]);
  expect(isMet({ ...at, burst: [{ ...burst, accepted: 9 }] })).toEqual([true, true, true, false, false, true, true]);
  expect(isMet({ ...at, burst: [{ ...burst, missing: 1 }] })).toEqual([true, true, true, true, false, true, true]);
  const wide = (figures: Partial<FanOutFigures>) => isMet({ ...at, fanOut: [fanOut[0], { ...fanOut[1], ...figures }] });
  expect(wide({ lastFar: 20 })).toEqual([true, true, true, true, true, false, true]);
  expect(wide({ besideSlow: 12 })).toEqual([true, true, true, true, true, true, false]);
});

test('what was not measured is not met', () => {
  expect(isMet({ figures: [], burst: [], fanOut: [] })).toEqual([false, false, false, false, false, false, false]);
});
