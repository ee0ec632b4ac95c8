import { isReducing } from '@perpdesk/broker-core';
import { isWaiting } from './conditional.ts';
import { type Refusal, refuse } from './refusal.ts';
import { reducibleQuantity } from './reducible-quantity.ts';
import type { EngineState, OpenOrder } from './state.ts';

/** What the account's open orders and positions have against a new order. */
export function checkAgainstBook(state: EngineState, open: OpenOrder): Refusal | null {
  const { order } = open;
  const { symbol, clientOrderId } = order;
  if (state.orders.some((other) => other.order.clientOrderId === clientOrderId)) {
    const message = `An open order has the client order id ${clientOrderId} already. Look it up, or use another id.`;
    return refuse('duplicate-client-order-id', message);
  }
  const full = checkCount(state, open);
  if (full !== null) return full;
  if (order.closePosition && state.orders.some((other) => isSameClose(other, order))) {
    const message = `${symbol} has an open ${order.type} that closes the position in this direction. Cancel it first.`;
    return refuse('has-open-exposure', message);
  }
  if (isReducing(order, state.positionMode) && reducibleQuantity(state, order).isZero()) {
    const message = `${symbol} ${order.positionSide} has no position that a ${order.side} order would reduce.`;
    return refuse('reduce-only-rejected', message);
  }
  return null;
}

/** Orders on the books are counted by symbol, those that wait for a trigger over the account. */
function checkCount({ orders, rules }: EngineState, open: OpenOrder): Refusal | null {
  const { symbol } = open.order;
  if (isWaiting(open)) {
    const { maxConditionalOrders } = rules;
    if (orders.filter(isWaiting).length < maxConditionalOrders) return null;
    const found = `The account has ${maxConditionalOrders} conditional orders`;
    return refuse('too-many-orders', `${found}, the most there may be. Cancel some.`);
  }
  const { maxOpenOrders } = rules;
  const count = orders.filter((other) => other.order.symbol === symbol && !isWaiting(other)).length;
  if (count < maxOpenOrders) return null;
  return refuse('too-many-orders', `${symbol} has ${maxOpenOrders} open orders, the most there may be. Cancel some.`);
}

function isSameClose({ order: other }: OpenOrder, order: OpenOrder['order']): boolean {
  return (
    other.closePosition &&
    other.symbol === order.symbol &&
    other.type === order.type &&
    other.side === order.side &&
    other.positionSide === order.positionSide
  );
}
