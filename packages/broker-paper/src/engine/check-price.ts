import { type Decimal, formatDecimal, type Instrument, type Order } from '@perpdesk/broker-core';
import { isConditionalType } from './conditional.ts';
import { fillsWhole } from './fillable.ts';
import { markOf } from './lookup.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { EngineState, OpenOrder } from './state.ts';
import { isMarketable } from './taker-price.ts';
import { isActivationReached } from './trail.ts';
import { isTriggerReached, watchedPrice } from './trigger.ts';

/**
 * What the market has against a new order, or one with new terms, that keeps the instrument's rules.
 *
 * Of a conditional limit order its own price meets the market when it triggers, not before.
 */
export function checkAgainstPrice(
  state: EngineState,
  open: OpenOrder,
  instrument: Instrument,
  last: Decimal,
): Refusal | null {
  const { order } = open;
  if (isConditionalType(order.type) && !open.isTriggered) return checkTrigger(state, open);
  const { side, price } = order;
  if (price === null) return null;
  if (order.postOnly && isMarketable(side, price, last)) {
    const message = `The price ${formatDecimal(price)} would take: ${order.symbol} is at ${formatDecimal(last)}.`;
    return refuse('post-only-rejected', message);
  }
  if (order.timeInForce !== 'fok' || fillsWhole(state, open, instrument, last)) return null;
  return refuse('fill-or-kill-rejected', `The order could not fill whole at ${formatDecimal(price)}.`);
}

/** Whether the limit price of an order that triggers is too far from the mark price; others are looked at on arrival. */
export function checkPriceBand(
  state: EngineState,
  { symbol, priceBand }: Instrument,
  { side, price }: { readonly side: Order['side']; readonly price: Decimal },
): Refusal | null {
  const mark = markOf(state, symbol);
  if (priceBand === undefined || mark === null) return null;
  const bound = mark.times(side === 'buy' ? priceBand.up : priceBand.down);
  if (side === 'buy' ? price.lte(bound) : price.gte(bound)) return null;
  const found = `The ${side} price ${formatDecimal(price)} is ${side === 'buy' ? 'above' : 'below'} ${formatDecimal(bound)}`;
  const message = `${found}, the furthest from ${symbol}'s mark price ${formatDecimal(mark)}. Move it nearer.`;
  return refuse('price-out-of-range', message);
}

function checkTrigger(state: EngineState, open: OpenOrder): Refusal | null {
  const { order } = open;
  const price = watchedPrice(state, order);
  if (price === null) return null;
  const { triggerPrice, activationPrice, symbol, triggerBy } = order;
  const isAtActivation = activationPrice !== null && open.peakPrice === null && isActivationReached(order, price);
  if (!isAtActivation && !isTriggerReached(open, price)) return null;
  const [name, value] = isAtActivation ? ['activation price', activationPrice] : ['trigger', triggerPrice];
  const found = `The ${name} ${value === null ? '-' : formatDecimal(value)} is reached`;
  const message = `${found}: ${symbol}'s ${triggerBy ?? 'mark'} price is ${formatDecimal(price)}. Move it, or go to market.`;
  return refuse('would-trigger-immediately', message);
}
