import { z } from 'zod';
import { amount } from './fields.ts';

/** GET /fapi/v1/commissionRate. */
export const commissionRateSchema = z.object({
  symbol: z.string(),
  makerCommissionRate: amount,
  takerCommissionRate: amount,
});
