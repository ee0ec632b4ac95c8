import { type Decimal, decimal } from '@perpdesk/broker-core';
import { UNSIGNED } from '../parse/field-readers.ts';
import { readNumber } from '../parse/read-number.ts';
import { quote, refuse } from '../parse/refuse.ts';
import type { FieldReader, Reading } from '../parse/resolve-field.ts';
import type { WishPrice } from '../wish.ts';
import { sentence } from '../sentences/sentence.ts';

const sameDecimal = (a: Decimal, b: Decimal) => a.eq(b);
const HUNDRED = decimal('100');

/** > 0; 0 and an empty text stand for "none". */
export const AMOUNT: FieldReader<Decimal> = {
  read: (text, path) => {
    if (text.trim() === '') return { ok: true, value: null };
    const reading = UNSIGNED.read(text, path);
    return reading.ok && reading.value?.isZero() ? { ok: true, value: null } : reading;
  },
  same: sameDecimal,
};

/** Percent, > 0, the sign may be written; 0 stands for "none". */
export const PERCENT: FieldReader<Decimal> = {
  read: (text, path) => AMOUNT.read(text.trim().replace(/\s*%$/, ''), path),
  same: sameDecimal,
};

/** A part of one, > 0, never in percent; 0 stands for "none". */
export const FRACTION: FieldReader<Decimal> = {
  read: (text, path) =>
    text.includes('%')
      ? refuse('ambiguous-unit', sentence('fraction-in-percent', { field: path, shown: quote(text) }))
      : AMOUNT.read(text, path),
  same: sameDecimal,
};

/** Percent of a position, at most 100. */
export const SHARE: FieldReader<Decimal> = {
  read: (text, path) => {
    const reading = PERCENT.read(text, path);
    return reading.ok && reading.value?.gt(HUNDRED)
      ? refuse('bad-number', sentence('more-than-all', { field: path, shown: quote(text) }))
      : reading;
  },
  same: sameDecimal,
};

/** A price, `-3d` for a distance in quote asset, `-5%` for one in percent. */
export const LEVEL: FieldReader<WishPrice> = {
  read: (text, path): Reading<WishPrice> => {
    const [, digits = '', unit = ''] = /^\s*([^d%]*?)\s*([d%]?)\s*$/i.exec(text) ?? [text, text];
    const reading = readNumber(digits, path);
    if (!reading.ok) return reading;
    const { value } = reading;
    if (value.isZero()) return { ok: true, value: null };
    if (unit.toLowerCase() === 'd') return { ok: true, value: { basis: 'distance', distance: value } };
    if (unit === '%') return { ok: true, value: { basis: 'percent', percent: value } };
    return value.isNegative()
      ? refuse('bad-number', sentence('level-expected', { field: path, shown: quote(text) }))
      : { ok: true, value: { basis: 'price', price: value } };
  },
  same: (a, b) => JSON.stringify(a) === JSON.stringify(b),
};

/** Under which an alert says that it is a test, as plain names. */
export const TEST_NAMES = ['test', 'istest'] as const;

/** `true` and `false` in any letter case, nothing else. */
export const BOOLEAN: FieldReader<boolean> = {
  read: (text, path) => {
    const word = text.trim().toLowerCase();
    if (word === '') return { ok: true, value: null };
    return word === 'true' || word === 'false'
      ? { ok: true, value: word === 'true' }
      : refuse('bad-number', sentence('boolean-expected', { field: path, shown: quote(text) }));
  },
  same: (a, b) => a === b,
};
