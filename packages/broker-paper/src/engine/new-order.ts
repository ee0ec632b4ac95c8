import { type Order, type OrderRequest, toVenueOrderId, ZERO } from '@perpdesk/broker-core';
import type { OpenOrder } from './state.ts';

/** The types that this exchange takes. */
export type SupportedRequest = Extract<
  OrderRequest,
  { readonly type: 'market' | 'limit' | 'stop-market' | 'take-profit-market' }
>;

/** A request as an open order that has not met the market yet. */
export function newOrder(request: SupportedRequest, id: number, at: number): OpenOrder {
  const isLimit = request.type === 'limit';
  const isConditional = request.type === 'stop-market' || request.type === 'take-profit-market';
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
    price: isLimit ? request.price : null,
    triggerPrice: isConditional ? request.triggerPrice : null,
    triggerBy: isConditional ? (request.triggerBy ?? 'mark') : null,
    callbackRate: null,
    activationPrice: null,
    timeInForce: isLimit ? (request.timeInForce ?? 'gtc') : 'gtc',
    goodTillAt: isLimit ? (request.goodTillAt ?? null) : null,
    postOnly: isLimit && request.postOnly === true,
    reduceOnly: request.reduceOnly === true,
    closePosition: request.closePosition === true,
    reason: null,
    createdAt: at,
    updatedAt: at,
  };
  const goodTillAt = isLimit ? (request.goodTillAt ?? null) : null;
  return { order, goodTillAt, isTriggered: false, filledNotional: ZERO };
}
