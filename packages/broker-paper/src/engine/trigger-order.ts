import { type Instrument, isReducing, toVenueOrderId } from '@perpdesk/broker-core';
import { type Ending, endOrder, replaceOrder, updateOrder } from './book.ts';
import { checkPriceBand } from './check-price.ts';
import { isTriggering, TRIGGERING } from './conditional.ts';
import { priceOf } from './lookup.ts';
import { checkMargin } from './margin-check.ts';
import { advance, type Progress } from './progress.ts';
import { reducibleQuantity } from './reducible-quantity.ts';
import type { EngineState, OpenOrder } from './state.ts';
import { arrivalPrice } from './taker-price.ts';
import { followPrice } from './trail.ts';
import { isTriggerReached, watchedPrice } from './trigger.ts';

/** Lets an order that waits see the price that it watches: it trails, and it triggers where that is reached. */
export function watchPrice(progress: Progress, open: OpenOrder, instrument: Instrument, at: number): Progress {
  if (isTriggering(open.order)) {
    return progress.state.rules.holdsTriggers ? progress : triggerOrder(progress, open, instrument, at);
  }
  const price = watchedPrice(progress.state, open.order);
  if (price === null) return progress;
  const followed = followPrice(open, price);
  const next = followed === open ? progress : trail(progress, open, followed, at);
  if (!isTriggerReached(followed, price)) return next;
  const { holdsTriggers } = next.state.rules;
  return holdsTriggers ? holdTriggered(next, followed, at) : triggerOrder(next, followed, instrument, at);
}

function trail(progress: Progress, before: OpenOrder, after: OpenOrder, at: number): Progress {
  if (before.peakPrice !== null) return replaceOrder(progress, after);
  return updateOrder(progress, { ...after, order: { ...after.order, updatedAt: at } }, 'activated', at);
}

/** It waits on, whatever the price does now. */
function holdTriggered(progress: Progress, open: OpenOrder, at: number): Progress {
  const order = { ...open.order, venueStatus: TRIGGERING, updatedAt: at };
  return updateOrder(progress, { ...open, order }, 'triggered', at);
}

/** From here on the order is a market or limit order, if it still may be; its execution's id is known from here on. */
function triggerOrder(progress: Progress, open: OpenOrder, instrument: Instrument, at: number): Progress {
  const { state } = progress;
  const ending = refusalAtTrigger(state, open, instrument);
  const takesId = ending === null && state.rules.separateExecutionIds;
  const ownId = takesId ? toVenueOrderId(state.nextOrderId.toString()) : open.order.venueOrderId;
  const executionOrderId = ending === null ? ownId : null;
  const order = { ...open.order, venueStatus: 'triggered', executionOrderId, updatedAt: at };
  const triggered: OpenOrder = { ...open, isTriggered: true, order };
  const numbered = takesId ? advance(progress, { nextOrderId: state.nextOrderId + 1 }) : progress;
  const next = updateOrder(numbered, triggered, 'triggered', at);
  return ending === null ? next : endOrder(next, triggered, ending, at);
}

function refusalAtTrigger(state: EngineState, { order }: OpenOrder, instrument: Instrument): Ending | null {
  const { side, positionSide, quantity, price } = order;
  if (price !== null) {
    const refusal = checkPriceBand(state, instrument, { side, price });
    if (refusal !== null) return { status: 'rejected', reason: refusal.message };
  }
  if (isReducing(order, state.positionMode)) {
    if (!reducibleQuantity(state, order).isZero()) return null;
    return { status: 'expired', reason: 'There was nothing to reduce.' };
  }
  const last = priceOf(state, order.symbol);
  if (quantity === null || last === null) return null;
  const claim = { side, positionSide, quantity, price: arrivalPrice(state, instrument, order, last) };
  const refusal = checkMargin(state, instrument, claim);
  return refusal && { status: 'rejected', reason: refusal.message };
}
