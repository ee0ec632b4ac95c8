import { expect, test } from 'vitest';
import { createRouteBudget } from './route-budget.ts';

test('a clock that is set back keeps nobody waiting for what was taken before', () => {
  let now = 1_760_000_000_000;
  const budget = createRouteBudget(() => now, 1);
  expect(budget.take('btc')).toBe(true);
  expect(budget.take('btc')).toBe(false);
  now -= 3_600_000;
  expect(budget.take('btc')).toBe(true);
  expect(budget.take('btc')).toBe(false);
  now += 60_000;
  expect(budget.take('btc')).toBe(true);
});
