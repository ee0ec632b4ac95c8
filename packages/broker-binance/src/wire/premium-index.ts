import { z } from 'zod';
import { amount, optionalAmount, time } from './fields.ts';

/** GET /fapi/v1/premiumIndex of one symbol. */
export const premiumIndexSchema = z.object({
  symbol: z.string(),
  markPrice: amount,
  indexPrice: optionalAmount,
  lastFundingRate: optionalAmount,
  /** 0 where no funding is due. */
  nextFundingTime: time.optional(),
  time,
});
