import type { OrderRef } from '@perpdesk/broker-core';
import { endOrder } from './book.ts';
import { listedInstrument } from './listed.ts';
import { openOrderOf } from './lookup.ts';
import { done, type Outcome } from './outcome.ts';
import type { Progress } from './progress.ts';
import { refuse } from './refusal.ts';

/** Cancels one open order. Whether one that is not open ever was is for the history to say. */
export function cancelOrder(progress: Progress, ref: OrderRef, at: number): Outcome {
  const listed = listedInstrument(progress.state, ref.symbol);
  if (!listed.ok) return listed;
  const open = openOrderOf(progress.state, ref);
  if (open === null) {
    return refuse('order-not-found', `${ref.symbol} has no open order ${ref.clientOrderId ?? ref.venueOrderId}.`);
  }
  return done(endOrder(progress, open, { status: 'canceled', reason: null }, at), [open.order.venueOrderId]);
}

/** Cancels the symbol's open orders, or the account's for `null`. */
export function cancelAllOrders(progress: Progress, symbol: string | null, at: number): Outcome {
  const listed = symbol === null ? null : listedInstrument(progress.state, symbol);
  if (listed !== null && !listed.ok) return listed;
  const canceled = progress.state.orders.filter(({ order }) => symbol === null || order.symbol === symbol);
  return done(
    canceled.reduce((next, open) => endOrder(next, open, { status: 'canceled', reason: null }, at), progress),
    canceled.map(({ order }) => order.venueOrderId),
  );
}
