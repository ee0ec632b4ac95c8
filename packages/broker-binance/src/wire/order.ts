import { z } from 'zod';
import { amount, id, optionalAmount, time } from './fields.ts';

const text = z.string();
const flag = z.boolean();

/**
 * A plain order, as POST, PUT, DELETE and GET /fapi/v1/order, GET openOrders, GET allOrders and the WS-API tell it.
 *
 * Since 2026-07-15 answers to writes have no `avgPrice`; `time` is told by reads alone.
 */
export const orderSchema = z.object({
  orderId: id,
  symbol: text,
  status: text,
  clientOrderId: text,
  price: amount,
  avgPrice: amount.optional(),
  origQty: amount,
  executedQty: amount,
  timeInForce: text,
  type: text,
  reduceOnly: flag,
  closePosition: flag,
  side: text,
  positionSide: text,
  /** `0` but in conditional orders from before the algo service. */
  stopPrice: optionalAmount,
  /** Of their trailing stops. */
  activatePrice: optionalAmount,
  priceRate: optionalAmount,
  workingType: text.optional(),
  goodTillDate: time.optional(),
  time: time.optional(),
  updateTime: time,
});
export type WireOrder = z.output<typeof orderSchema>;
export const ordersSchema = z.array(orderSchema.extend({ time }));
