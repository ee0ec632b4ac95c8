import { type ClientOrderId, type Order, toVenueOrderId } from '@perpdesk/broker-core';
import type { WireOrder } from '../wire/order.ts';
import { timeUnlessZero, unlessZero } from './amounts.ts';
import { orderStatusOf, orderTypeOf, positionSideOf, sideOf, timeInForceOf, triggerByOf } from './order-words.ts';

/** A plain order of an answer. Without `avgPrice` the average is not known; without `time` it was made when it was changed. */
export function plainOrder(wire: WireOrder): Order {
  const venueOrderId = toVenueOrderId(wire.orderId);
  const triggerPrice = unlessZero(wire.stopPrice);
  const activationPrice = unlessZero(wire.activatePrice);
  const isTriggered = triggerPrice !== null || activationPrice !== null;
  return {
    symbol: wire.symbol,
    // ids that others made may be longer than ours may be
    clientOrderId: wire.clientOrderId as ClientOrderId,
    venueOrderId,
    executionOrderId: venueOrderId,
    type: orderTypeOf(wire.type),
    side: sideOf(wire.side),
    positionSide: positionSideOf(wire.positionSide),
    status: orderStatusOf(wire.status),
    venueStatus: wire.status,
    quantity: wire.origQty.isZero() && wire.closePosition ? null : wire.origQty,
    filledQuantity: wire.executedQty,
    averageFillPrice: unlessZero(wire.avgPrice),
    price: unlessZero(wire.price),
    triggerPrice,
    triggerBy: isTriggered && wire.workingType !== undefined ? triggerByOf(wire.workingType) : null,
    callbackRate: unlessZero(wire.priceRate),
    activationPrice,
    timeInForce: timeInForceOf(wire.timeInForce),
    goodTillAt: timeUnlessZero(wire.goodTillDate),
    postOnly: wire.timeInForce === 'GTX',
    reduceOnly: wire.reduceOnly,
    closePosition: wire.closePosition,
    reason: null,
    createdAt: wire.time ?? wire.updateTime,
    updatedAt: wire.updateTime,
  };
}
