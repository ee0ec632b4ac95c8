import { z } from 'zod';
import { amount, id, time } from './fields.ts';

/** GET /fapi/v1/income. */
export const incomesSchema = z.array(
  z.object({
    symbol: z.string(),
    incomeType: z.string(),
    income: amount,
    asset: z.string(),
    time,
    tranId: id,
    tradeId: z.string().nullish(),
  }),
);
export type WireIncome = z.output<typeof incomesSchema>[number];
