import { z } from 'zod';
import { amount, id, optionalAmount, time } from './fields.ts';

/**
 * A plain order, as POST, PUT, DELETE and GET /fapi/v1/order, GET openOrders, GET allOrders and the WS-API tell it.
 *
 * Since 2026-07-15 answers to writes have no `avgPrice`; `time` is told by reads alone.
 */
export const orderSchema = z.object({
  orderId: id,
  symbol: z.string(),
  status: z.string(),
  clientOrderId: z.string(),
  price: amount,
  avgPrice: amount.optional(),
  origQty: amount,
  executedQty: amount,
  timeInForce: z.string(),
  type: z.string(),
  reduceOnly: z.boolean(),
  closePosition: z.boolean(),
  side: z.string(),
  positionSide: z.string(),
  /** `0` but in conditional orders from before the algo service. */
  stopPrice: optionalAmount,
  /** Of their trailing stops. */
  activatePrice: optionalAmount,
  priceRate: optionalAmount,
  workingType: z.string().optional(),
  goodTillDate: time.optional(),
  time: time.optional(),
  updateTime: time,
});
export type WireOrder = z.output<typeof orderSchema>;
export const ordersSchema = z.array(orderSchema.extend({ time }));
