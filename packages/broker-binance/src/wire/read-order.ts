import { isRecord } from '../http/is-record.ts';
import { amountOf, idOf } from './fields.ts';
import type { WireOrder } from './order.ts';

/**
 * Hot: what `orderSchema` makes of the answer to an order, in a tenth of its steps; `null` where there is anything in it
 * that it may have to say something about.
 */
export function readOrder(body: unknown): WireOrder | null {
  if (!isRecord(body)) return null;
  const { symbol, status, clientOrderId, timeInForce, type, side, positionSide, workingType } = body;
  const { reduceOnly, closePosition, goodTillDate, time, updateTime } = body;
  if (typeof symbol !== 'string' || typeof status !== 'string' || typeof clientOrderId !== 'string') return null;
  if (typeof timeInForce !== 'string' || typeof type !== 'string') return null;
  if (typeof side !== 'string' || typeof positionSide !== 'string') return null;
  if (typeof reduceOnly !== 'boolean' || typeof closePosition !== 'boolean') return null;
  if (!isTime(updateTime) || !(time === undefined || isTime(time))) return null;
  if (!(goodTillDate === undefined || isTime(goodTillDate))) return null;
  if (!(workingType === undefined || typeof workingType === 'string')) return null;
  const orderId = idOf(body['orderId']);
  const price = amountOf(body['price']);
  const origQty = amountOf(body['origQty']);
  const executedQty = amountOf(body['executedQty']);
  const avgPrice = unlessMissing(body['avgPrice']);
  const stopPrice = unlessMissing(body['stopPrice']);
  const activatePrice = unlessMissing(body['activatePrice']);
  const priceRate = unlessMissing(body['priceRate']);
  if (orderId === null || price === null || origQty === null || executedQty === null) return null;
  if (avgPrice === null || stopPrice === null || activatePrice === null || priceRate === null) return null;
  return {
    orderId,
    symbol,
    status,
    clientOrderId,
    price,
    avgPrice,
    origQty,
    executedQty,
    timeInForce,
    type,
    reduceOnly,
    closePosition,
    side,
    positionSide,
    stopPrice,
    activatePrice,
    priceRate,
    workingType,
    goodTillDate,
    time,
    updateTime,
  };
}

function unlessMissing(value: unknown) {
  return value === undefined ? undefined : amountOf(value);
}

function isTime(value: unknown): value is number {
  return Number.isSafeInteger(value);
}
