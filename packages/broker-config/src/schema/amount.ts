import { decimal, type Decimal } from '@perpdesk/broker-core';
import { z } from 'zod';

const DECIMAL = /^-?\d{1,20}(\.\d{1,18})?$/;

interface AmountRule {
  /** What editors and docs call it. */
  readonly title: string;
  readonly accept: (value: Decimal) => boolean;
  readonly expected: string;
}

function amountSchema({ title, accept, expected }: AmountRule) {
  return z
    .string({ error: expected })
    .regex(DECIMAL, { error: expected, abort: true })
    .transform((text, context) => {
      const value = decimal(text);
      if (!accept(value)) context.issues.push({ code: 'custom', message: expected, input: text });
      return value;
    })
    .meta({ title });
}

/** Money, a size or a factor: quoted, > 0. */
export const positiveAmount = amountSchema({
  title: 'decimal',
  accept: (value) => value.greaterThan(0),
  expected: 'a decimal in quotes above 0, e.g. "1"',
});
/** Quoted, ≥ 0. */
export const amountFromZero = amountSchema({
  title: 'decimal',
  accept: (value) => value.greaterThanOrEqualTo(0),
  expected: 'a decimal in quotes, 0 or more, e.g. "0.5"',
});
/** A part of notional, quoted, from 0 and below 0.1. */
export const feeRate = amountSchema({
  title: 'fraction',
  accept: (value) => value.greaterThanOrEqualTo(0) && value.lessThan('0.1'),
  expected: 'a fraction in quotes, from "0" and below "0.1", e.g. "0.0005"',
});
/** Percent without a sign, quoted, above 0 and at most 100. */
export const percent = amountSchema({
  title: 'percentage',
  accept: (value) => value.greaterThan(0) && value.lessThanOrEqualTo(100),
  expected: 'a percentage in quotes without a sign, above 0 and at most 100, e.g. "1.5"',
});
/** Percent without a sign, quoted, above 0; leverage may carry it over 100. */
export const percentOfEquity = amountSchema({
  title: 'percentage',
  accept: (value) => value.greaterThan(0) && value.lessThanOrEqualTo(10_000),
  expected: 'a percentage in quotes without a sign, above 0, e.g. "5"',
});

/** Percent with its sign, quoted, above 0 and at most 100; without the sign when read. */
export const signedPercent = z
  .string({ error: 'a percentage in quotes with its sign, e.g. "1%"' })
  .regex(/^\d{1,3}(\.\d{1,8})?%$/, { error: 'a percentage in quotes with its sign, e.g. "1%"', abort: true })
  .transform((text, context) => {
    const value = decimal(text.slice(0, -1));
    if (value.isZero() || value.greaterThan(100)) {
      context.issues.push({ code: 'custom', message: 'a percentage above 0% and at most 100%', input: text });
    }
    return value;
  })
  .meta({ title: 'percentage with %' });
