import { type Order, type OrderRequest, toVenueOrderId, ZERO } from '@perpdesk/broker-core';
import { isConditionalRequest } from './conditional.ts';
import type { OpenOrder } from './state.ts';

/** A request as an open order that has not met the market yet. */
export function newOrder(request: OrderRequest, id: number, at: number): OpenOrder {
  const isConditional = isConditionalRequest(request);
  const isPriced = request.type === 'limit' || request.type === 'stop-limit' || request.type === 'take-profit-limit';
  const isTrailing = request.type === 'trailing-stop-market';
  const goodTillAt = isPriced ? (request.goodTillAt ?? null) : null;
  const order: Order = {
    symbol: request.symbol,
    clientOrderId: request.clientOrderId,
    venueOrderId: toVenueOrderId(id.toString()),
    executionOrderId: isConditional ? null : toVenueOrderId(id.toString()),
    type: request.type,
    side: request.side,
    positionSide: request.positionSide,
    status: 'open',
    venueStatus: 'open',
    quantity: request.quantity ?? null,
    filledQuantity: ZERO,
    averageFillPrice: null,
    price: isPriced ? request.price : null,
    triggerPrice: isConditional && !isTrailing ? request.triggerPrice : null,
    triggerBy: isConditional ? (request.triggerBy ?? 'mark') : null,
    callbackRate: isTrailing ? request.callbackRate : null,
    activationPrice: isTrailing ? (request.activationPrice ?? null) : null,
    timeInForce: isPriced ? (request.timeInForce ?? 'gtc') : 'gtc',
    goodTillAt,
    postOnly: request.type === 'limit' && request.postOnly === true,
    reduceOnly: request.reduceOnly === true,
    closePosition: request.closePosition === true,
    reason: null,
    createdAt: at,
    updatedAt: at,
  };
  return { order, goodTillAt, isTriggered: false, filledNotional: ZERO, peakPrice: null };
}
