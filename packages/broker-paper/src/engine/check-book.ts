import { formatDecimal, type Decimal } from '@perpdesk/broker-core';
import { remainingOf } from './book.ts';
import { fillableQuantity } from './match.ts';
import { type Refusal, refuse } from './refusal.ts';
import { isReducing, reducibleQuantity } from './reducing.ts';
import type { EngineState, OpenOrder } from './state.ts';
import { isMarketable } from './taker-price.ts';
import { isTriggerReached } from './trigger.ts';

/** What the account's open orders and positions have against a new order. */
export function checkAgainstBook(state: EngineState, { order }: OpenOrder): Refusal | null {
  const { symbol, clientOrderId } = order;
  if (state.orders.some((other) => other.order.clientOrderId === clientOrderId)) {
    const message = `An open order has the client order id ${clientOrderId} already. Look it up, or use another id.`;
    return refuse('duplicate-client-order-id', message);
  }
  const { maxOpenOrders } = state.rules;
  if (state.orders.filter((other) => other.order.symbol === symbol).length >= maxOpenOrders) {
    return refuse('too-many-orders', `${symbol} has ${maxOpenOrders} open orders, the most there may be. Cancel some.`);
  }
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

/** What the last price has against a new order. */
export function checkAgainstPrice(state: EngineState, open: OpenOrder, last: Decimal): Refusal | null {
  const { order } = open;
  if (isTriggerReached(order, last)) {
    const message = `The trigger ${formatText(order.triggerPrice)} is reached: ${order.symbol} is at ${formatDecimal(last)}.`;
    return refuse('would-trigger-immediately', message);
  }
  if (order.price === null) return null;
  const takes = isMarketable(order.side, order.price, last);
  if (order.postOnly && takes) {
    const message = `The price ${formatDecimal(order.price)} would take: ${order.symbol} is at ${formatDecimal(last)}.`;
    return refuse('post-only-rejected', message);
  }
  if (order.timeInForce !== 'fok') return null;
  const instrument = state.rules.instruments.get(order.symbol);
  if (takes && instrument && remainingOf(order)?.lte(fillableQuantity(state, open, instrument))) return null;
  return refuse('fill-or-kill-rejected', `The order could not fill whole at ${formatDecimal(order.price)}.`);
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

function formatText(price: Decimal | null): string {
  return price === null ? '-' : formatDecimal(price);
}
