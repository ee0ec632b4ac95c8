import { expect, test } from 'vitest';
import { matchArrivals } from './match-arrivals.ts';

const sent = (symbol: string, sentAtMs: number) => ({ symbol, sentAtMs, answeredAtMs: sentAtMs, status: 200 });
const came = (account: string, symbol: string, atMs: number) => ({ account, symbol, atMs });

test('the k-th order of an account on a symbol belongs to the k-th alert for it', () => {
  const alerts = [sent('A', 0), sent('B', 10), sent('A', 100)];
  const arrivals = [
    came('one', 'B', 14),
    came('one', 'A', 3),
    came('two', 'A', 5),
    came('one', 'A', 101),
    came('two', 'A', 108),
  ];
  const matched = matchArrivals(alerts, arrivals, ['one', 'two']);
  expect(matched.latencies.toSorted((a, b) => a - b)).toEqual([1, 3, 4, 5, 8]);
  expect(matched.lastLatencies).toEqual([5, 8, 4]);
  expect([matched.missing, matched.surplus]).toEqual([1, 0]);
});

test('an order too many is told, also one of a symbol that was not asked for', () => {
  const arrivals = [came('one', 'A', 3), came('one', 'A', 4), came('one', 'C', 5)];
  expect(matchArrivals([sent('A', 0)], arrivals, ['one'])).toMatchObject({ missing: 0, surplus: 2 });
});
