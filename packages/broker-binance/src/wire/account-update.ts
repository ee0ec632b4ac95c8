import { z } from 'zod';
import { amount, time } from './fields.ts';

const text = z.string();

/** ACCOUNT_UPDATE: the balances and positions that changed, and they alone. */
export const accountUpdateSchema = z.object({
  E: time,
  T: time,
  a: z.object({
    /** What changed them, e.g. `ORDER`, `FUNDING_FEE`. */
    m: text,
    B: z.array(z.object({ a: text, wb: amount })).optional(),
    P: z.array(z.object({ s: text, pa: amount, ep: amount, up: amount, mt: text, ps: text })).optional(),
  }),
});
