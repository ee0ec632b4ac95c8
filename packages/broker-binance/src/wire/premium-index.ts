import { z } from 'zod';
import { amount, time } from './fields.ts';

/** GET /fapi/v1/premiumIndex of one symbol. */
export const premiumIndexSchema = z.object({ symbol: z.string(), markPrice: amount, time });
