import { expect, test } from 'vitest';
import { Decimal as DecimalJs } from 'decimal.js';
import { decimal, formatDecimal } from './decimal.ts';

test.each(['', ' ', '1 ', 'NaN', 'Infinity', '0x10', '1,5', '--1', '1e9999', '١'])('%j is no decimal', (text) => {
  expect(() => decimal(text)).toThrow(RangeError);
});

test.each([
  ['1e-8', '0.00000001'],
  ['.5', '0.5'],
  ['-0', '0'],
  ['+12.50', '12.5'],
])('%s prints as %s', (text, expected) => {
  expect(formatDecimal(decimal(text))).toBe(expected);
});

test('a bigint stays exact', () => {
  expect(formatDecimal(decimal(2n ** 100n))).toBe('1267650600228229401496703205376');
});

test("another user's settings do not reach ours", () => {
  const before = DecimalJs.precision;
  DecimalJs.set({ precision: 2 });
  try {
    expect(formatDecimal(decimal('1').div(3))).toHaveLength(42);
  } finally {
    DecimalJs.set({ precision: before });
  }
});

test.each([0.1, 1, Number.NaN])('the JS number %d is refused, also from untyped code', (number) => {
  expect(() => decimal(number as unknown as string)).toThrow(RangeError);
});
