import { type ClientOrderId, type Order, toVenueOrderId, ZERO } from '@perpdesk/broker-core';
import { algoVenueOrderId } from '../order-ref.ts';
import type { WireAlgoOrder } from '../wire/algo-order.ts';
import { algoStatusOf } from './algo-status.ts';
import { idUnlessNone, timeUnlessZero, unlessZero } from './amounts.ts';
import { orderTypeOf, positionSideOf, sideOf, timeInForceOf, triggerByOf } from './order-words.ts';

/** A conditional order of an answer, under the id space of its own service. */
export function conditionalOrder(wire: WireAlgoOrder): Order {
  const quantity = wire.closePosition ? null : unlessZero(wire.quantity);
  const actualQty = unlessZero(wire.actualQty);
  const executionId = idUnlessNone(wire.actualOrderId);
  return {
    symbol: wire.symbol,
    clientOrderId: wire.clientAlgoId as ClientOrderId,
    venueOrderId: algoVenueOrderId(wire.algoId),
    executionOrderId: executionId === null ? null : toVenueOrderId(executionId),
    type: orderTypeOf(wire.orderType),
    side: sideOf(wire.side),
    positionSide: positionSideOf(wire.positionSide),
    status: algoStatusOf({ algoStatus: wire.algoStatus, quantity, actualQty: wire.actualQty }),
    venueStatus: wire.algoStatus,
    quantity,
    filledQuantity: actualQty ?? ZERO,
    averageFillPrice: actualQty === null ? null : unlessZero(wire.actualPrice),
    price: unlessZero(wire.price),
    triggerPrice: unlessZero(wire.triggerPrice),
    triggerBy: triggerByOf(wire.workingType),
    callbackRate: unlessZero(wire.callbackRate),
    activationPrice: unlessZero(wire.activatePrice),
    timeInForce: timeInForceOf(wire.timeInForce),
    goodTillAt: timeUnlessZero(wire.goodTillDate),
    postOnly: wire.timeInForce === 'GTX',
    reduceOnly: wire.reduceOnly,
    closePosition: wire.closePosition,
    reason: null,
    createdAt: wire.createTime,
    updatedAt: wire.updateTime,
  };
}
