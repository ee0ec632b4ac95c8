import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { decimal, type Decimal, ZERO } from './decimal.ts';
import { formatPrice, formatQuantity } from './format-amounts.ts';
import { ROUNDING_DIRECTIONS, roundPriceTo, roundQuantityDown } from './rounding.ts';

const steps = fc.constantFrom('0.00000001', '0.001', '0.025', '0.1', '0.5', '1', '5', '10', '1000');
const amounts = fc
  .tuple(fc.bigInt(-(10n ** 15n), 10n ** 15n), fc.integer({ min: 0, max: 12 }))
  .map(([digits, places]) => decimal(digits).div(decimal(10n ** BigInt(places))));
const instrument = (step: string) => ({ symbol: 'X', stepSize: decimal(step), tickSize: decimal(step) });
const text = (value: Decimal) => value.toFixed();

describe('quantities', () => {
  test.each([
    ['0.0129', '0.001', '0.012'],
    ['0.012', '0.001', '0.012'],
    ['0.0009', '0.001', '0'],
    ['7.9', '0.5', '7.5'],
    ['19', '5', '15'],
    ['19.99', '10', '10'],
    ['0', '0.001', '0'],
    ['-0.0129', '0.001', '-0.012'],
    ['-0.0004', '0.001', '0'],
    ['0.9999999999999999999999999999999999999999', '1', '0'],
  ])('%s on a step of %s is %s', (quantity, step, expected) => {
    expect(text(roundQuantityDown(decimal(quantity), instrument(step)))).toBe(expected);
  });

  test('the result sits on the step, is never larger, and less than a step away', () => {
    fc.assert(
      fc.property(amounts, steps, (quantity, step) => {
        const rounded = roundQuantityDown(quantity, instrument(step));
        expect(rounded.mod(decimal(step)).isZero()).toBe(true);
        expect(rounded.abs().lte(quantity.abs())).toBe(true);
        expect(rounded.minus(quantity).abs().lt(decimal(step))).toBe(true);
        expect(rounded.isZero() || rounded.isNegative() === quantity.isNegative()).toBe(true);
      }),
    );
  });

  test('rounding twice is rounding once', () => {
    fc.assert(
      fc.property(amounts, steps, (quantity, step) => {
        const once = roundQuantityDown(quantity, instrument(step));
        expect(text(roundQuantityDown(once, instrument(step)))).toBe(text(once));
      }),
    );
  });
});

describe('prices', () => {
  test.each([
    ['64000.05', '0.1', 'down', '64000'],
    ['64000.05', '0.1', 'up', '64000.1'],
    ['64000.05', '0.1', 'nearest', '64000.1'],
    ['64000.04', '0.1', 'nearest', '64000'],
    ['12', '5', 'nearest', '10'],
    ['12.5', '5', 'nearest', '15'],
    ['12', '5', 'up', '15'],
    ['0.26', '0.5', 'nearest', '0.5'],
  ] as const)('%s on a tick of %s, %s, is %s', (price, tick, direction, expected) => {
    expect(text(roundPriceTo(decimal(price), instrument(tick), direction))).toBe(expected);
  });

  test('each direction sits on the tick and keeps its word', () => {
    fc.assert(
      fc.property(amounts, steps, fc.constantFrom(...ROUNDING_DIRECTIONS), (price, step, direction) => {
        const rounded = roundPriceTo(price, instrument(step), direction);
        const distance = rounded.minus(price);
        expect(rounded.mod(decimal(step)).isZero()).toBe(true);
        expect(distance.abs().lt(decimal(step))).toBe(true);
        if (direction === 'down') expect(distance.lte(ZERO)).toBe(true);
        if (direction === 'up') expect(distance.gte(ZERO)).toBe(true);
        if (direction === 'nearest') expect(distance.abs().times(2).lte(decimal(step))).toBe(true);
      }),
    );
  });
});

describe('text', () => {
  test.each([
    ['64000.1', '0.01', '64000.10'],
    ['7.5', '0.5', '7.5'],
    ['7', '0.5', '7.0'],
    ['15', '5', '15'],
    ['0.00000012', '0.00000001', '0.00000012'],
    ['-0', '0.001', '0.000'],
  ])('%s on a step of %s is %s', (amount, step, expected) => {
    expect(formatPrice(decimal(amount), instrument(step))).toBe(expected);
    expect(formatQuantity(decimal(amount), instrument(step))).toBe(expected);
  });

  test('what is off the step is refused with the value, the step and the remedy', () => {
    expect(() => formatPrice(decimal('1.05'), instrument('0.1'))).toThrow(
      expect.objectContaining({
        code: 'invalid-precision',
        outcome: 'not-sent',
        message: "Not formatted: price 1.05 is no multiple of X's tick 0.1. Round it with roundPriceTo.",
      }),
    );
    expect(() => formatQuantity(decimal('7'), instrument('5'))).toThrow(/quantity 7 .* step 5\. .*roundQuantityDown/);
  });

  test('parsing the text gives the amount back', () => {
    fc.assert(
      fc.property(amounts, steps, (amount, step) => {
        const rounded = roundQuantityDown(amount, instrument(step));
        expect(decimal(formatQuantity(rounded, instrument(step))).eq(rounded)).toBe(true);
        expect(decimal(formatPrice(rounded, instrument(step))).eq(rounded)).toBe(true);
      }),
    );
  });
});
