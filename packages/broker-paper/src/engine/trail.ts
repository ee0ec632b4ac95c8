import { Decimal, type Order, ZERO } from '@perpdesk/broker-core';
import type { OpenOrder } from './state.ts';

type Trailing = Pick<Order, 'side' | 'callbackRate'>;

/** Whether the price has reached where a trailing stop begins to trail: above for a sell, below for a buy. */
export function isActivationReached(
  { side, activationPrice }: Pick<Order, 'side' | 'activationPrice'>,
  price: Decimal,
): boolean {
  if (activationPrice === null) return true;
  return side === 'sell' ? price.gte(activationPrice) : price.lte(activationPrice);
}

/** The trailing stop after another price: activated, its best price moved on, or the same object where nothing moved. */
export function followPrice(open: OpenOrder, price: Decimal): OpenOrder {
  const { order, peakPrice } = open;
  if (order.type !== 'trailing-stop-market') return open;
  if (peakPrice === null) return isActivationReached(order, price) ? { ...open, peakPrice: price } : open;
  const best = order.side === 'sell' ? Decimal.max(peakPrice, price) : Decimal.min(peakPrice, price);
  return best.eq(peakPrice) ? open : { ...open, peakPrice: best };
}

/** Quote asset, not rounded: where a trailing stop triggers that has seen this best price. */
export function trailTriggerPrice({ side, callbackRate }: Trailing, peakPrice: Decimal): Decimal {
  const distance = peakPrice.times(callbackRate ?? ZERO).div(100);
  return side === 'sell' ? peakPrice.minus(distance) : peakPrice.plus(distance);
}

export function isTrailReached(order: Trailing, peakPrice: Decimal, price: Decimal): boolean {
  const trigger = trailTriggerPrice(order, peakPrice);
  return order.side === 'sell' ? price.lte(trigger) : price.gte(trigger);
}
