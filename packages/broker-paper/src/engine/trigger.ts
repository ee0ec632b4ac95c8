import type { Decimal, Order } from '@perpdesk/broker-core';
import { markOf, priceOf } from './lookup.ts';
import { isTrailReached } from './trail.ts';
import type { EngineState, OpenOrder } from './state.ts';

/** Quote asset: the price that a conditional order watches; `null` before the first one. */
export function watchedPrice(
  state: EngineState,
  { symbol, triggerBy }: Pick<Order, 'symbol' | 'triggerBy'>,
): Decimal | null {
  return triggerBy === 'last' ? priceOf(state, symbol) : markOf(state, symbol);
}

/** Whether the watched price has reached what the order waits for. */
export function isTriggerReached({ order, peakPrice }: OpenOrder, price: Decimal): boolean {
  const { type, side, triggerPrice } = order;
  switch (type) {
    case 'market':
    case 'limit':
      return false;
    case 'stop-market':
    case 'stop-limit':
      return triggerPrice !== null && isReached(side === 'buy', triggerPrice, price);
    case 'take-profit-market':
    case 'take-profit-limit':
      return triggerPrice !== null && isReached(side === 'sell', triggerPrice, price);
    case 'trailing-stop-market':
      return peakPrice !== null && isTrailReached(order, peakPrice, price);
    default:
      return type satisfies never;
  }
}

function isReached(fromBelow: boolean, trigger: Decimal, price: Decimal): boolean {
  return fromBelow ? price.gte(trigger) : price.lte(trigger);
}
