import { expect, test } from 'vitest';
import { formatVerdicts } from '../verdict.ts';
import { judge } from './targets.ts';

const ratios = (ws: number, rest: number, ccxt: number, sdk: number, hmac = 1.2) => [
  { name: 'perpdesk-ws-ed25519', ratio: ws } as const,
  { name: 'perpdesk-ws', ratio: hmac } as const,
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
  expect(isMet(ratios(1, 1.7, 1.8, 2.5, 1.9))).toEqual([true, true, false]);
});

test('what was not measured is not met', () => {
  expect(isMet([])).toEqual([false, false, false]);
});

test('one line says the figures', () => {
  expect(formatVerdicts(judge(ratios(1.034, 1.5, 1.8, 2.5)))).toBe(
    'FAIL: WS-API 1.03 with an Ed25519 key (at most 1.0; 1.20 with an HMAC key) · pass: REST 1.50 (at most 1.7) · pass: our slowest 1.50, the faster of ccxt and SDK 1.80 (ahead of it)',
  );
});
