import { decimal, toClientOrderId, toVenueOrderId, type Fill, type Order } from '@perpdesk/broker-core';

export const SYMBOL = 'ACHUSDT';

/** A plain market buy of 800; its execution is itself. */
export function plain(orderId: string, overrides: Partial<Order> = {}): Order {
  const venueOrderId = toVenueOrderId(orderId);
  return {
    symbol: SYMBOL,
    clientOrderId: toClientOrderId('mine'),
    venueOrderId,
    executionOrderId: venueOrderId,
    type: 'market',
    side: 'buy',
    positionSide: 'net',
    status: 'open',
    venueStatus: 'NEW',
    quantity: decimal('800'),
    filledQuantity: decimal('0'),
    averageFillPrice: null,
    price: null,
    triggerPrice: null,
    triggerBy: null,
    callbackRate: null,
    activationPrice: null,
    timeInForce: 'gtc',
    goodTillAt: null,
    postOnly: false,
    reduceOnly: false,
    closePosition: false,
    reason: null,
    createdAt: 1_000,
    updatedAt: 1_000,
    ...overrides,
  };
}

/** A stop that buys 800. */
export function conditional(algoId: string, overrides: Partial<Order> = {}): Order {
  return {
    ...plain(`algo-${algoId}`),
    executionOrderId: null,
    type: 'stop-market',
    triggerPrice: decimal('0.006659'),
    triggerBy: 'last',
    ...overrides,
  };
}

export function trade(tradeId: string, orderId: string, quantity: string, overrides: Partial<Fill> = {}): Fill {
  return {
    symbol: SYMBOL,
    tradeId,
    venueOrderId: toVenueOrderId(orderId),
    clientOrderId: toClientOrderId('mine'),
    side: 'buy',
    positionSide: 'net',
    quantity: decimal(quantity),
    price: decimal('0.00666'),
    fee: decimal('0.0001'),
    feeAsset: 'USDT',
    realizedPnl: decimal('0'),
    isMaker: false,
    venueAt: 1_000,
    ...overrides,
  };
}
