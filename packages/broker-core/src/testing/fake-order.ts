import { ZERO } from '../decimal.ts';
import { toVenueOrderId } from '../ids.ts';
import type { OrderRequest } from '../order-request.ts';
import type { Order } from '../order.ts';

/** The order that an exchange would tell of after this request: open, nothing filled, or what is given. */
export function fakeOrder(request: OrderRequest, overrides: Partial<Order> = {}): Order {
  const venueOrderId = overrides.venueOrderId ?? toVenueOrderId(`venue-${request.clientOrderId}`);
  const isConditional = 'triggerPrice' in request || request.type === 'trailing-stop-market';
  return {
    symbol: request.symbol,
    clientOrderId: request.clientOrderId,
    venueOrderId,
    executionOrderId: isConditional ? null : venueOrderId,
    type: request.type,
    side: request.side,
    positionSide: request.positionSide,
    status: 'open',
    venueStatus: 'NEW',
    quantity: request.quantity ?? null,
    filledQuantity: ZERO,
    averageFillPrice: null,
    price: request.price ?? null,
    triggerPrice: 'triggerPrice' in request ? request.triggerPrice : null,
    triggerBy: request.type === 'market' || request.type === 'limit' ? null : (request.triggerBy ?? 'mark'),
    callbackRate: request.type === 'trailing-stop-market' ? request.callbackRate : null,
    activationPrice: request.type === 'trailing-stop-market' ? (request.activationPrice ?? null) : null,
    timeInForce: 'timeInForce' in request ? (request.timeInForce ?? 'gtc') : 'gtc',
    goodTillAt: 'goodTillAt' in request ? (request.goodTillAt ?? null) : null,
    postOnly: request.type === 'limit' && request.postOnly === true,
    reduceOnly: request.reduceOnly === true,
    closePosition: request.closePosition === true,
    reason: null,
    createdAt: 0,
    updatedAt: 0,
    ...overrides,
  };
}
