import { Decimal as DecimalJs } from 'decimal.js';

/** decimal.js with settings of its own: a caller's `Decimal.set` does not reach it, and nothing prints as `1e-8`. */
export const Decimal: typeof DecimalJs = DecimalJs.clone({ precision: 40, toExpNeg: -1e6, toExpPos: 1e6 });
export type Decimal = DecimalJs;
export type Rounding = DecimalJs.Rounding;

/** What may become a Decimal. A JS number may not: money must not have passed through a float. */
export type DecimalInput = DecimalJs | string | bigint;

const DECIMAL_TEXT = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?$/i;

/**
 * Turns decimal text, a bigint or a Decimal into a Decimal.
 *
 * @throws {RangeError} if it is a JS number (from untyped code), or the text is no finite decimal number (`NaN`, `Infinity`, hex, blanks and the empty string are none).
 */
export function decimal(value: DecimalInput): Decimal {
  if (typeof value === 'number') throw new RangeError(`A JS number is no amount: write ${String(value)} as text.`);
  if (typeof value === 'object' && value.constructor === Decimal) return value;
  if (typeof value === 'string' && !DECIMAL_TEXT.test(value)) {
    throw new RangeError(`Not a decimal number: ${JSON.stringify(value.slice(0, 40))}.`);
  }
  return new Decimal(typeof value === 'bigint' ? value.toString() : value);
}

/** Exactly 0. */
export const ZERO: Decimal = new Decimal(0);

/** Plain decimal text, never in exponent form, `-0` as `0`. */
export function formatDecimal(value: Decimal): string {
  return value.isZero() ? '0' : value.toFixed();
}
