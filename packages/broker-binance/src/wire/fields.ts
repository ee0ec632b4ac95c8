import { type Decimal, decimal, ZERO } from '@perpdesk/broker-core';
import { z } from 'zod';

/** What most amounts of an order are that has not filled: they share one Decimal. */
const ZERO_TEXT = /^0(?:\.0+)?$/;

/** `null`: no decimal text. */
export function amountOf(value: unknown): Decimal | null {
  if (typeof value !== 'string') return null;
  if (ZERO_TEXT.test(value)) return ZERO;
  try {
    return decimal(value);
  } catch {
    return null;
  }
}

/** `null`: no id. */
export function idOf(value: unknown): string | null {
  if (typeof value === 'string' && value !== '') return value;
  return Number.isSafeInteger(value) ? String(value) : null;
}

function toAmount(value: unknown, context: z.RefinementCtx): Decimal {
  const read = amountOf(value);
  if (read !== null) return read;
  context.addIssue({ code: 'custom', message: 'expected decimal text' });
  return z.NEVER;
}

// Hot: one transform each. Text piped into one, or a union, would be several steps of zod's for every field.
/** An amount, which Binance writes as text; a JSON number has passed through a float and is refused. */
export const amount = z.transform(toAmount);
/** An amount that is absent, `null` or empty where there is none. */
export const optionalAmount = z
  .transform((value: unknown, context) =>
    value === '' || value === null || value === undefined ? undefined : toAmount(value, context),
  )
  .optional();
/** An id as text, whether it came as a long number (text by then) or a short one. */
export const id = z.transform((value: unknown, context): string => {
  const read = idOf(value);
  if (read !== null) return read;
  context.addIssue({ code: 'custom', message: 'expected an id' });
  return z.NEVER;
});
/** An id that is absent, `null` or empty where there is none. */
export const optionalId = z.union([z.string(), z.int()]).transform(String).nullish();
/** Unix ms. */
export const time = z.int();
/** A whole number that some endpoints write as text. */
export const wholeNumber = z.union([
  z.int(),
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform((text) => Number.parseInt(text, 10)),
]);
