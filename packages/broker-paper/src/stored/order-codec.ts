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
  type VenueOrderId,
} from '@perpdesk/broker-core';
import type { Reader } from './reader.ts';

/** The order as it was before `toJson`. @throws {TypeError | RangeError} if it is none. */
export function readOrder(from: Reader): Order {
  return {
    symbol: from.text('symbol'),
    clientOrderId: toClientOrderId(from.text('clientOrderId')),
    venueOrderId: toVenueOrderId(from.text('venueOrderId')),
    executionOrderId: readExecutionOrderId(from),
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
    activationPrice: from.has('activationPrice') ? from.decimalOrNull('activationPrice') : null,
    timeInForce: from.oneOf('timeInForce', TIMES_IN_FORCE),
    goodTillAt: from.has('goodTillAt') ? from.integerOrNull('goodTillAt') : null,
    postOnly: from.flag('postOnly'),
    reduceOnly: from.flag('reduceOnly'),
    closePosition: from.flag('closePosition'),
    reason: from.textOrNull('reason'),
    createdAt: from.integer('createdAt'),
    updatedAt: from.integer('updatedAt'),
  };
}

/** Files of before 0.2 have none: there an order executed under its own id. */
function readExecutionOrderId(from: Reader): VenueOrderId | null {
  const text = from.has('executionOrderId') ? from.textOrNull('executionOrderId') : from.text('venueOrderId');
  return text === null ? null : toVenueOrderId(text);
}
