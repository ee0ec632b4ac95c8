import type { Order } from '@perpdesk/broker-core';

/** An open order that could make a position larger: all but those that can only reduce. */
export function isEntryOrder(order: Order): boolean {
  if (order.reduceOnly || order.closePosition) return false;
  if (order.positionSide === 'long') return order.side === 'buy';
  if (order.positionSide === 'short') return order.side === 'sell';
  return true;
}
