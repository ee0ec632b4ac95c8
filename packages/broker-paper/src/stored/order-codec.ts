import {
  type Order,
  ORDER_STATUSES,
  ORDER_TYPES,
  POSITION_SIDES,
  SIDES,
  TIMES_IN_FORCE,
  toClientOrderId,
  toVenueOrderId,
  TRIGGER_PRICE_TYPES,
} from '@perpdesk/broker-core';
import type { Reader } from './reader.ts';

/** The order as it was before `toJson`. @throws {TypeError | RangeError} if it is none. */
export function readOrder(from: Reader): Order {
  return {
    symbol: from.text('symbol'),
    clientOrderId: toClientOrderId(from.text('clientOrderId')),
    venueOrderId: toVenueOrderId(from.text('venueOrderId')),
    type: from.oneOf('type', ORDER_TYPES),
    side: from.oneOf('side', SIDES),
    positionSide: from.oneOf('positionSide', POSITION_SIDES),
    status: from.oneOf('status', ORDER_STATUSES),
    venueStatus: from.text('venueStatus'),
    quantity: from.decimalOrNull('quantity'),
    filledQuantity: from.decimal('filledQuantity'),
    averageFillPrice: from.decimalOrNull('averageFillPrice'),
    price: from.decimalOrNull('price'),
    triggerPrice: from.decimalOrNull('triggerPrice'),
    triggerBy: from.oneOfOrNull('triggerBy', TRIGGER_PRICE_TYPES),
    callbackRate: from.decimalOrNull('callbackRate'),
    timeInForce: from.oneOf('timeInForce', TIMES_IN_FORCE),
    postOnly: from.flag('postOnly'),
    reduceOnly: from.flag('reduceOnly'),
    closePosition: from.flag('closePosition'),
    reason: from.textOrNull('reason'),
    createdAt: from.integer('createdAt'),
    updatedAt: from.integer('updatedAt'),
  };
}
