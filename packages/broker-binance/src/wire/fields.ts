import { decimal } from '@perpdesk/broker-core';
import { z } from 'zod';

/** An amount, which Binance writes as text; a JSON number has passed through a float and is refused. */
export const amount = z.string().transform((text, context) => {
  try {
    return decimal(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'expected decimal text' });
    return z.NEVER;
  }
});
/** An id as text, whether it came as a long number (text by then) or a short one. */
export const id = z.union([z.string(), z.int()]).transform(String);
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
