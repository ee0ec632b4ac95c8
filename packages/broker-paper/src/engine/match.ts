import { Decimal, type Instrument, roundQuantityDown, type VenueOrderId } from '@perpdesk/broker-core';
import { endOrder, openOrderById, remainingOf, updateOrder } from './book.ts';
import { fillOrder } from './fill.ts';
import { priceOf } from './lookup.ts';
import { checkMargin } from './margin-check.ts';
import { expireOrphans } from './orphans.ts';
import type { Progress } from './progress.ts';
import { isReducing, reducibleQuantity } from './reducing.ts';
import type { EngineState, OpenOrder } from './state.ts';
import { isMarketable, takerPrice } from './taker-price.ts';
import { isTriggerReached } from './trigger.ts';

/** `arrival`: the order has just come or was changed, so it takes; else it rests, and a limit fills at its own price. */
export type Occasion = 'arrival' | 'tick';

/** Lets one open order meet the last price of its symbol. */
export function matchOrder(progress: Progress, venueOrderId: VenueOrderId, occasion: Occasion, at: number): Progress {
  const open = openOrderById(progress.state, venueOrderId);
  const instrument = open && progress.state.rules.instruments.get(open.order.symbol);
  const last = open && priceOf(progress.state, open.order.symbol);
  if (!open || !instrument || !last) return progress;
  const { order } = open;
  if (order.triggerPrice !== null && !open.isTriggered) {
    return isTriggerReached(order, last) ? trigger(progress, open, instrument, last, at) : progress;
  }
  if (order.price !== null && !isMarketable(order.side, order.price, last)) return progress;
  const isMaker = order.price !== null && occasion === 'tick';
  const price = isMaker && order.price ? order.price : takerPrice(progress.state, instrument, order, last);
  const quantity = fillableQuantity(progress.state, open, instrument);
  if (quantity.isZero()) return progress;
  return expireOrphans(fillOrder(progress, open, { instrument, quantity, price, isMaker, cause: null }, at), at);
}

/** A triggered order is a market order from now on, if it still may be. */
function trigger(progress: Progress, open: OpenOrder, instrument: Instrument, last: Decimal, at: number): Progress {
  const { state } = progress;
  const { order } = open;
  const triggered: OpenOrder = {
    ...open,
    isTriggered: true,
    order: { ...order, venueStatus: 'triggered', executionOrderId: order.venueOrderId, updatedAt: at },
  };
  const next = updateOrder(progress, triggered, at);
  if (isReducing(order, state.positionMode)) {
    if (reducibleQuantity(state, order).isZero()) {
      return endOrder(next, triggered, { status: 'expired', reason: 'There was nothing to reduce.' }, at);
    }
  } else if (order.quantity !== null) {
    const price = takerPrice(state, instrument, order, last);
    const { side, positionSide, quantity } = order;
    const refusal = checkMargin(state, instrument, { side, positionSide, quantity, price });
    if (refusal !== null) return endOrder(next, triggered, { status: 'rejected', reason: refusal.message }, at);
  }
  return matchOrder(next, order.venueOrderId, 'arrival', at);
}

/** Base asset, ≥ 0: what of the order can fill now. */
export function fillableQuantity(state: EngineState, { order }: OpenOrder, instrument: Instrument): Decimal {
  const reducible = reducibleQuantity(state, order);
  const remaining = remainingOf(order) ?? reducible;
  const allowed = isReducing(order, state.positionMode) ? Decimal.min(remaining, reducible) : remaining;
  const { liquidity } = state.rules;
  return liquidity === null ? allowed : Decimal.min(allowed, roundQuantityDown(liquidity, instrument));
}
