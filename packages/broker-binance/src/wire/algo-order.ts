import { z } from 'zod';
import { amount, id, time } from './fields.ts';

/** Absent, empty or `0` where there is none. */
const optionalAmount = z.union([z.literal('').transform(() => undefined), amount]).nullish();

/** A conditional order, as POST and GET /fapi/v1/algoOrder, GET openAlgoOrders, allAlgoOrders and the WS-API tell it. */
export const algoOrderSchema = z.object({
  algoId: id,
  clientAlgoId: z.string(),
  orderType: z.string(),
  symbol: z.string(),
  side: z.string(),
  positionSide: z.string(),
  timeInForce: z.string(),
  quantity: optionalAmount,
  algoStatus: z.string(),
  triggerPrice: optionalAmount,
  price: optionalAmount,
  /** The plain order under which it executes; empty before. */
  actualOrderId: z.union([z.string(), z.int()]).transform(String).nullish(),
  actualPrice: optionalAmount,
  actualQty: optionalAmount,
  workingType: z.string(),
  closePosition: z.boolean(),
  reduceOnly: z.boolean(),
  activatePrice: optionalAmount,
  callbackRate: optionalAmount,
  goodTillDate: time.nullish(),
  createTime: time,
  updateTime: time,
});
export type WireAlgoOrder = z.output<typeof algoOrderSchema>;
export const algoOrdersSchema = z.array(algoOrderSchema);
