import type { Decimal, Order, VenueOrderId } from '@perpdesk/broker-core';
import { isOpenOrder } from '@perpdesk/broker-core';
import { carryClaims } from './claims.ts';
import type { OrderChange } from './order-change.ts';
import { type Progress, advance } from './progress.ts';
import type { EngineState, OpenOrder } from './state.ts';

export function openOrderById(state: EngineState, venueOrderId: VenueOrderId): OpenOrder | null {
  return state.orders.find(({ order }) => order.venueOrderId === venueOrderId) ?? null;
}

/** Puts the order's new form in its place, or takes it off the book if it is no longer open, and tells it. */
export function updateOrder(progress: Progress, open: OpenOrder, change: OrderChange, at: number): Progress {
  const { order } = open;
  const next = isOpenOrder(order) ? replaceOrder(progress, open) : removeOrder(progress, order.venueOrderId);
  return advance(next, {}, { type: 'order-updated', venueAt: at, order, change });
}

/** Puts a new order at the end of the book and tells it. */
export function addOrder(progress: Progress, open: OpenOrder, at: number): Progress {
  const { orders: before, nextOrderId } = progress.state;
  const orders = [...before, open];
  carryClaims(before, orders, { without: null, having: open });
  return advance(
    progress,
    { orders, nextOrderId: nextOrderId + 1 },
    { type: 'order-updated', venueAt: at, order: open.order, change: 'placed' },
  );
}

/** Puts the order's new form in its place and tells nobody. */
export function replaceOrder(progress: Progress, open: OpenOrder): Progress {
  const { orders: before } = progress.state;
  const index = indexOf(before, open.order.venueOrderId);
  if (index < 0) return progress;
  const orders = before.with(index, open);
  carryClaims(before, orders, { without: before[index] ?? null, having: open });
  return advance(progress, { orders });
}

export type Ending = { readonly status: 'canceled' | 'expired' | 'rejected'; readonly reason: string | null };

/** Ends an open order unfilled, or with what it has filled. */
export function endOrder(progress: Progress, open: OpenOrder, { status, reason }: Ending, at: number): Progress {
  const order: Order = { ...open.order, status, venueStatus: status, reason, updatedAt: at };
  return updateOrder(progress, { ...open, order }, status, at);
}

function removeOrder(progress: Progress, venueOrderId: VenueOrderId): Progress {
  const { orders: before } = progress.state;
  const index = indexOf(before, venueOrderId);
  if (index < 0) return progress;
  const orders = before.toSpliced(index, 1);
  carryClaims(before, orders, { without: before[index] ?? null, having: null });
  return advance(progress, { orders });
}

function indexOf(orders: readonly OpenOrder[], venueOrderId: VenueOrderId): number {
  return orders.findIndex(({ order }) => order.venueOrderId === venueOrderId);
}

/** Takes the order off its place in the queue and puts its new form at the end; tells it. */
export function requeueOrder(progress: Progress, open: OpenOrder, change: OrderChange, at: number): Progress {
  const { orders: before } = removeOrder(progress, open.order.venueOrderId).state;
  const orders = [...before, open];
  carryClaims(before, orders, { without: null, having: open });
  return advance(progress, { orders }, { type: 'order-updated', venueAt: at, order: open.order, change });
}

/** The state as if the order were not there. */
export function withoutOrder(state: EngineState, { order }: OpenOrder): EngineState {
  return removeOrder({ state, events: [] }, order.venueOrderId).state;
}

/** Base asset, ≥ 0; `null` for an order that closes whatever the position is. */
export function remainingOf({ quantity, filledQuantity }: Order): Decimal | null {
  return quantity === null ? null : quantity.minus(filledQuantity);
}
