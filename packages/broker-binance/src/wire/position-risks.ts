import { z } from 'zod';
import { amount, time, wholeNumber } from './fields.ts';

/** GET /fapi/v3/positionRisk: symbols with a position or open orders. */
export const positionRisksSchema = z.array(
  z.object({
    symbol: z.string(),
    positionSide: z.string(),
    positionAmt: amount,
    entryPrice: amount,
    markPrice: amount,
    unRealizedProfit: amount,
    liquidationPrice: amount,
    notional: amount,
    initialMargin: amount,
    maintMargin: amount,
    adl: wholeNumber.optional(),
    updateTime: time,
  }),
);
export type WirePositionRisk = z.output<typeof positionRisksSchema>[number];
