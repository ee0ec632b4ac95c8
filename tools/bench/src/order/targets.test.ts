import { expect, test } from '@jest/globals';
import { formatVerdicts, judge } from './targets.ts';

const ratios = (ws: number, rest: number, ccxt: number, sdk: number) => [
  { name: 'perpdesk-ws', ratio: ws } as const,
  { name: 'perpdesk-rest', ratio: rest } as const,
  { name: 'ccxt', ratio: ccxt } as const,
  { name: 'sdk', ratio: sdk } as const,
];
const isMet = (figures: Parameters<typeof judge>[0]) => judge(figures).map((verdict) => verdict.isMet);

test('all is met at the bounds and ahead of the others', () => {
  expect(isMet(ratios(1, 1.7, 1.8, 2.5))).toEqual([true, true, true]);
});

test('each target is missed by itself', () => {
  expect(isMet(ratios(1.01, 1.7, 1.8, 2.5))).toEqual([false, true, true]);
  expect(isMet(ratios(1, 1.71, 1.8, 2.5))).toEqual([true, false, true]);
  expect(isMet(ratios(1, 1.7, 1.7, 2.5))).toEqual([true, true, false]);
  expect(isMet(ratios(1, 1.7, 1.8, 1.6))).toEqual([true, true, false]);
});

test('what was not measured is not met', () => {
  expect(isMet([])).toEqual([false, false, false]);
});

test('one line says the figures', () => {
  expect(formatVerdicts(judge(ratios(1.234, 1.5, 1.8, 2.5)))).toBe(
    'FAIL: WS-API 1.23 (at most 1.0) · pass: REST 1.50 (at most 1.7) · pass: slower of both 1.50, faster of ccxt and SDK 1.80 (ahead of them)',
  );
});
