import { type Decimal, decimal } from '@perpdesk/broker-core';
import { z } from 'zod';

function toAmount(text: string, context: z.RefinementCtx): Decimal {
  try {
    return decimal(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'expected decimal text' });
    return z.NEVER;
  }
}

/** An amount, which Binance writes as text; a JSON number has passed through a float and is refused. */
export const amount = z.string().transform(toAmount);
/** An amount that is absent, `null` or empty where there is none. */
export const optionalAmount = z
  .string()
  .transform((text, context) => (text === '' ? undefined : toAmount(text, context)))
  .nullish();
/** An id as text, whether it came as a long number (text by then) or a short one. */
export const id = z.union([z.string().min(1), z.int()]).transform(String);
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
