import { type ClientOrderId, type Order, toVenueOrderId, ZERO } from '@perpdesk/broker-core';
import { algoVenueOrderId } from '../order-ref.ts';
import type { WireAlgoUpdate } from '../wire/algo-update.ts';
import { algoStatusOf } from './algo-status.ts';
import { idUnlessNone, timeUnlessZero, unlessZero } from './amounts.ts';
import { orderTypeOf, positionSideOf, sideOf, timeInForceOf, triggerByOf } from './order-words.ts';

/** A conditional order as one step of it is told. When it was made is not: the step's time stands there. */
export function algoFrameOrder({ T: updatedAt, o }: WireAlgoUpdate): Order {
  const closePosition = o.cp ?? false;
  const quantity = closePosition ? null : unlessZero(o.q);
  const actualQty = unlessZero(o.aq);
  const executionId = idUnlessNone(o.ai);
  return {
    symbol: o.s,
    clientOrderId: o.caid as ClientOrderId,
    venueOrderId: algoVenueOrderId(o.aid),
    executionOrderId: executionId === null ? null : toVenueOrderId(executionId),
    type: orderTypeOf(o.o),
    side: sideOf(o.S),
    positionSide: positionSideOf(o.ps),
    status: algoStatusOf({ algoStatus: o.X, quantity, actualQty: o.aq }),
    venueStatus: o.X,
    quantity,
    filledQuantity: actualQty ?? ZERO,
    averageFillPrice: actualQty === null ? null : unlessZero(o.ap),
    price: unlessZero(o.p),
    triggerPrice: unlessZero(o.tp),
    triggerBy: o.wt === undefined ? null : triggerByOf(o.wt),
    callbackRate: unlessZero(o.cr),
    activationPrice: unlessZero(o.AP),
    timeInForce: timeInForceOf(o.f),
    goodTillAt: timeUnlessZero(o.gtd),
    postOnly: o.f === 'GTX',
    reduceOnly: o.R ?? false,
    closePosition,
    reason: o.rm === '' ? null : (o.rm ?? null),
    createdAt: updatedAt,
    updatedAt,
  };
}
