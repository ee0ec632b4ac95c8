import { expect, test } from 'vitest';
import { quantile } from './quantile.ts';

test('the median of an odd number of values is the middle one, whatever their order', () => {
  expect(quantile([5, 1, 3], 0.5)).toBe(3);
});

test('numbers are sorted as numbers', () => {
  expect(quantile([10, 9, 100, 1], 0)).toBe(1);
  expect(quantile([10, 9, 100, 1], 0.99)).toBe(100);
});

test('the whole is the largest value, nothing has no quantile', () => {
  expect(quantile([1, 2], 1)).toBe(2);
  expect(quantile([], 0.5)).toBeNaN();
});

test('the values stay as they were', () => {
  const values = [2, 1];
  quantile(values, 0.5);
  expect(values).toEqual([2, 1]);
});
