import { isReducing } from '@perpdesk/broker-core';
import { isWaiting } from './conditional.ts';
import { endOrder, openOrderById } from './book.ts';
import { reducibleQuantity } from './reducible-quantity.ts';
import type { Progress } from './progress.ts';
import type { OpenOrder } from './state.ts';

/**
 * Expires what can no longer close anything: `closePosition` orders and orders on the book that only reduce.
 * Conditional orders with a quantity wait on, and expire if they find nothing when they trigger.
 */
export function expireOrphans(progress: Progress, at: number): Progress {
  return progress.state.orders.filter(isBoundToPosition).reduce((next, { order: { venueOrderId } }) => {
    const open = openOrderById(next.state, venueOrderId);
    if (open === null || !isReducing(open.order, next.state.positionMode)) return next;
    if (!reducibleQuantity(next.state, open.order).isZero()) return next;
    return endOrder(next, open, { status: 'expired', reason: 'The position is closed.' }, at);
  }, progress);
}

function isBoundToPosition(open: OpenOrder): boolean {
  return open.order.closePosition || !isWaiting(open);
}
