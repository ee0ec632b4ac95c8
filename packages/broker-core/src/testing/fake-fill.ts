import { decimal, ZERO } from '../decimal.ts';
import type { Fill } from '../fill.ts';
import type { Order } from '../order.ts';

/** A fill of all that is left of the order, at its price (or 60000), without a fee, or what is given. */
export function fakeFill(order: Order, overrides: Partial<Fill> = {}): Fill {
  return {
    symbol: order.symbol,
    tradeId: `trade-${order.clientOrderId}`,
    venueOrderId: order.venueOrderId,
    clientOrderId: order.clientOrderId,
    side: order.side,
    positionSide: order.positionSide,
    quantity: (order.quantity ?? ZERO).minus(order.filledQuantity),
    price: order.price ?? decimal('60000'),
    fee: ZERO,
    feeAsset: 'USDT',
    realizedPnl: ZERO,
    isMaker: false,
    venueAt: order.updatedAt,
    ...overrides,
  };
}
