import { expect, test } from 'vitest';
import { assert, bigInt, constantFrom, property } from 'fast-check';
import { decimal } from './decimal.ts';
import { isMultipleOf } from './is-multiple-of.ts';

const STEPS = ['0.00000001', '0.001', '0.10', '1', '10', '100', '0.5', '0.25', '2', '12', '0.00000011'];

test('counting decimals says what a division says', () => {
  const digits = bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
  const places = constantFrom(0, 1, 2, 3, 7, 8, 12);
  assert(
    property(digits, places, constantFrom(...STEPS), (unscaled, exponent, text) => {
      const value = decimal(`${unscaled}e-${exponent}`);
      const step = decimal(text);
      expect(isMultipleOf(value, step)).toBe(value.mod(step).isZero());
      expect(isMultipleOf(step.times(unscaled.toString()), step)).toBe(true);
    }),
  );
});

test('what is no number is no multiple', () => {
  const nothing = decimal('1').div(0);
  for (const step of STEPS) {
    expect(isMultipleOf(nothing, decimal(step))).toBe(false);
    expect(isMultipleOf(nothing.minus(nothing), decimal(step))).toBe(false);
  }
});
