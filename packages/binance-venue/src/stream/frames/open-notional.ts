import { type Decimal, type Side, ZERO } from '@perpdesk/broker-core';
import { type EngineState, isWaiting } from '@perpdesk/broker-paper/engine';

/** Quote asset: what the symbol's limit orders on one side of the book have left to fill. */
export function openNotional({ orders }: EngineState, symbol: string, side: Side): Decimal {
  return orders.reduce((sum, open) => {
    const { order } = open;
    if (order.symbol !== symbol || order.side !== side || isWaiting(open)) return sum;
    if (order.price === null || order.quantity === null) return sum;
    return sum.plus(order.price.times(order.quantity.minus(order.filledQuantity)));
  }, ZERO);
}
