import {
  type Decimal,
  isOpenOrder,
  type Fill,
  type Order,
  type OrderStatus,
  type VenueOrderId,
  ZERO,
} from '@perpdesk/broker-core';
import { larger, mergeOrders, withTermsOf } from './order-merge.ts';

/** An order and, where it is a conditional one that triggered, the plain order under which it executes. */
export interface OrderView {
  readonly own: Order | null;
  readonly execution: Order | null;
}

export interface OrderRecord {
  readonly symbol: string;
  readonly venueOrderId: VenueOrderId;
  /** By the stream, and by the snapshots that mend it: what watchers are told. */
  streamed: OrderView;
  /** With the answers to our own requests: may be ahead of the stream. */
  best: OrderView;
  /** As watchers were told last. */
  told: Order | null;
  /** Base and quote asset, over the fills that are known. */
  filled: { readonly quantity: Decimal; readonly value: Decimal };
}

export function createOrderRecord(symbol: string, venueOrderId: VenueOrderId): OrderRecord {
  const nothing = { own: null, execution: null };
  const filled = { quantity: ZERO, value: ZERO };
  return { symbol, venueOrderId, streamed: nothing, best: nothing, told: null, filled };
}

export function withOwn(view: OrderView, order: Order): OrderView {
  return { ...view, own: mergeOrders(view.own, order) };
}

export function withExecution(view: OrderView, order: Order): OrderView {
  return { ...view, execution: mergeOrders(view.execution, order) };
}

export function addFill(record: OrderRecord, { quantity, price }: Fill): void {
  const { filled } = record;
  record.filled = { quantity: filled.quantity.plus(quantity), value: filled.value.plus(quantity.times(price)) };
}

/** The order as watchers may be told it; `null` while only its execution is known. */
export function streamedOrder({ streamed, best, filled }: OrderRecord): Order | null {
  const own = streamed.own ?? (streamed.execution === null ? null : best.own);
  if (own === null) return null;
  return toOneOrder(best.own === null ? own : withTermsOf(best.own, own), streamed.execution, filled);
}

export function bestOrder({ best, filled }: OrderRecord): Order | null {
  return best.own === null ? null : toOneOrder(best.own, best.execution, filled);
}

/** Conditional order and execution as one: terms and ids are the conditional order's, what happened is the execution's. */
function toOneOrder(own: Order, execution: Order | null, fills: OrderRecord['filled']): Order {
  const filledQuantity = execution === null ? own.filledQuantity : larger(own.filledQuantity, execution.filledQuantity);
  const averageFillPrice = averagePrice([execution, own], filledQuantity, fills);
  if (execution === null) return own.averageFillPrice === averageFillPrice ? own : { ...own, averageFillPrice };
  return {
    ...own,
    ...statusOf(own, execution, filledQuantity),
    executionOrderId: execution.venueOrderId,
    filledQuantity,
    averageFillPrice,
    reason: execution.reason ?? own.reason,
    updatedAt: Math.max(own.updatedAt, execution.updatedAt),
  };
}

function statusOf(own: Order, execution: Order, filledQuantity: Decimal): Pick<Order, 'status' | 'venueStatus'> {
  const isFilling = filledQuantity.greaterThan(0);
  if (!isOpenOrder(execution)) return { status: execution.status, venueStatus: execution.venueStatus };
  if (!isOpenOrder(own)) return { status: own.status, venueStatus: own.venueStatus };
  const status: OrderStatus = isFilling ? 'partially-filled' : 'open';
  return { status, venueStatus: isFilling ? execution.venueStatus : own.venueStatus };
}

/** The exchange's own average of all that filled, else that of the fills, where they are all of it. */
function averagePrice(
  told: readonly (Order | null)[],
  filledQuantity: Decimal,
  fills: OrderRecord['filled'],
): Decimal | null {
  if (filledQuantity.isZero()) return null;
  for (const order of told) {
    if (order?.averageFillPrice != null && order.filledQuantity.equals(filledQuantity)) return order.averageFillPrice;
  }
  return fills.quantity.equals(filledQuantity) ? fills.value.dividedBy(fills.quantity) : null;
}
