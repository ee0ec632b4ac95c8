import { z } from 'zod';
import { amount, id, optionalId, time } from './fields.ts';

/** GET /fapi/v1/income. */
export const incomesSchema = z.array(
  z.object({
    symbol: z.string(),
    incomeType: z.string(),
    income: amount,
    asset: z.string(),
    time,
    tranId: id,
    tradeId: optionalId,
  }),
);
export type WireIncome = z.output<typeof incomesSchema>[number];
