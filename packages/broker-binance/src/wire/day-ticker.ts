import { z } from 'zod';
import { amount } from './fields.ts';

/** GET /fapi/v1/ticker/24hr of one symbol. */
export const dayTickerSchema = z.object({
  symbol: z.string(),
  lastPrice: amount,
  highPrice: amount,
  lowPrice: amount,
  priceChangePercent: amount,
});
