import type { Instrument, VenueOrderId } from '@perpdesk/broker-core';
import { endOrder, openOrderById } from './book.ts';
import { isWaiting } from './conditional.ts';
import { fillOrder } from './fill.ts';
import { fillableQuantity, fillsWhole } from './fillable.ts';
import { priceOf } from './lookup.ts';
import { expireOrphans } from './orphans.ts';
import type { Progress } from './progress.ts';
import type { OpenOrder } from './state.ts';
import { isMarketable, takerPrice } from './taker-price.ts';
import { watchPrice } from './trigger-order.ts';

/**
 * `arrival`: the order has just come, was changed or has triggered, so it takes; else it rests, and a limit fills at its
 * own price.
 */
export type Occasion = 'arrival' | 'tick';

/** Lets one open order meet the prices of its symbol: one that waits by what it watches, the others by the last one. */
export function matchOrder(progress: Progress, venueOrderId: VenueOrderId, occasion: Occasion, at: number): Progress {
  const open = openOrderById(progress.state, venueOrderId);
  const instrument = open && progress.state.rules.instruments.get(open.order.symbol);
  if (!open || !instrument) return progress;
  if (!isWaiting(open)) return execute(progress, open, instrument, occasion, at);
  const next = watchPrice(progress, open, instrument, at);
  const now = openOrderById(next.state, venueOrderId);
  return now === null || isWaiting(now) ? next : execute(next, now, instrument, 'arrival', at);
}

function execute(
  progress: Progress,
  open: OpenOrder,
  instrument: Instrument,
  occasion: Occasion,
  at: number,
): Progress {
  const { order } = open;
  const last = priceOf(progress.state, order.symbol);
  if (last === null) return progress;
  if (order.timeInForce === 'fok' && !fillsWhole(progress.state, open, instrument, last)) {
    return endOrder(progress, open, { status: 'expired', reason: 'Fill or kill: it could not fill whole.' }, at);
  }
  const quantity = fillableQuantity(progress.state, open, instrument);
  const meets = order.price === null || isMarketable(order.side, order.price, last);
  if (quantity.isZero() || !meets) return endImmediate(progress, open, at);
  const isMaker = order.price !== null && occasion === 'tick';
  const price = isMaker && order.price ? order.price : takerPrice(progress.state, instrument, order, last);
  const filled = fillOrder(progress, open, { instrument, quantity, price, isMaker, cause: null }, at);
  return endImmediate(expireOrphans(filled, at), open, at);
}

/** What is immediate or cancel does not rest. */
function endImmediate(progress: Progress, { order }: OpenOrder, at: number): Progress {
  const open = order.timeInForce === 'ioc' ? openOrderById(progress.state, order.venueOrderId) : null;
  if (open === null) return progress;
  return endOrder(progress, open, { status: 'expired', reason: 'Immediate or cancel: the rest did not fill.' }, at);
}
