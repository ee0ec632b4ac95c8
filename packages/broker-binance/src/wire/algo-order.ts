import { z } from 'zod';
import { id, optionalAmount, optionalId, time } from './fields.ts';
import { number } from './loose-number.ts';

/**
 * A conditional order, as POST and GET /fapi/v1/algoOrder, GET openAlgoOrders, allAlgoOrders and the WS-API tell it.
 *
 * `actual…` are told by queries alone; amounts are absent, empty or `0` where there is none.
 */
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
  actualOrderId: optionalId,
  actualPrice: optionalAmount,
  actualQty: optionalAmount,
  workingType: z.string(),
  closePosition: z.boolean(),
  reduceOnly: z.boolean(),
  activatePrice: optionalAmount,
  callbackRate: z.union([z.literal('').transform(() => undefined), number]).nullish(),
  goodTillDate: time.nullish(),
  createTime: time,
  updateTime: time,
});
export type WireAlgoOrder = z.output<typeof algoOrderSchema>;
export const algoOrdersSchema = z.array(algoOrderSchema);
