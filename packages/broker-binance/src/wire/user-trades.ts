import { z } from 'zod';
import { amount, id, time } from './fields.ts';

/** GET /fapi/v1/userTrades. */
export const userTradesSchema = z.array(
  z.object({
    symbol: z.string(),
    id,
    orderId: id,
    side: z.string(),
    positionSide: z.string(),
    price: amount,
    qty: amount,
    realizedPnl: amount,
    commission: amount,
    commissionAsset: z.string(),
    maker: z.boolean(),
    time,
  }),
);
export type WireTrade = z.output<typeof userTradesSchema>[number];
