import { type Decimal, isOpenOrder, type Order, type OrderStatus } from '@perpdesk/broker-core';

const RANKS: Readonly<Record<OrderStatus, number>> = {
  pending: 0,
  open: 1,
  'partially-filled': 2,
  filled: 3,
  canceled: 3,
  rejected: 3,
  expired: 3,
};
/** Steps that a conditional order takes while its status stays `open`. */
const STEPS: readonly string[] = ['NEW', 'TRIGGERING', 'TRIGGERED'];

/** Whether `a` is later in an order's life than `b`: by status, by what filled, by the exchange's time, by its own word. */
export function isLater(a: Order, b: Order): boolean {
  if (RANKS[a.status] !== RANKS[b.status]) return RANKS[a.status] > RANKS[b.status];
  if (!a.filledQuantity.equals(b.filledQuantity)) return a.filledQuantity.greaterThan(b.filledQuantity);
  if (a.updatedAt !== b.updatedAt) return a.updatedAt > b.updatedAt;
  return STEPS.indexOf(a.venueStatus) > STEPS.indexOf(b.venueStatus);
}

/** Whether `a` knows more of what happened to the order than `b`; times alone are not more. */
export function knowsMore(a: Order, b: Order): boolean {
  if (RANKS[a.status] !== RANKS[b.status]) return RANKS[a.status] > RANKS[b.status];
  if (a.filledQuantity.greaterThan(b.filledQuantity)) return true;
  const isAmended = !equal(a.price, b.price) || !equal(a.quantity, b.quantity);
  return isOpenOrder(a) && isAmended && a.updatedAt > b.updatedAt;
}

/**
 * Both reports of one order as one, in whatever order they came: the later one, with what only the other says. What
 * filled never shrinks, and an ended order stays ended.
 */
export function mergeOrders(known: Order | null, next: Order): Order {
  if (known === null) return next;
  const [earlier, later] = isLater(known, next) ? [next, known] : [known, next];
  const filledQuantity = larger(earlier.filledQuantity, later.filledQuantity);
  const priced = [later, earlier].find(
    (one) => one.averageFillPrice !== null && one.filledQuantity.equals(filledQuantity),
  );
  return {
    ...withTermsOf(earlier, later),
    executionOrderId: later.executionOrderId ?? earlier.executionOrderId,
    filledQuantity,
    averageFillPrice: priced?.averageFillPrice ?? null,
    reason: later.reason ?? earlier.reason,
    updatedAt: Math.max(earlier.updatedAt, later.updatedAt),
  };
}

/** The order with those of its terms that another report of it knows and it does not: the stream leaves some out. */
export function withTermsOf(other: Order, order: Order): Order {
  return {
    ...order,
    triggerPrice: order.triggerPrice ?? other.triggerPrice,
    triggerBy: order.triggerBy ?? other.triggerBy,
    callbackRate: order.callbackRate ?? other.callbackRate,
    activationPrice: order.activationPrice ?? other.activationPrice,
    createdAt: Math.min(order.createdAt, other.createdAt),
  };
}

/** `Decimal.max` makes copies of both, several for each report. */
export function larger(a: Decimal, b: Decimal): Decimal {
  return a.gte(b) ? a : b;
}

/** Whether `next` says anything new to one who was told `told`; another time alone is not news. */
export function isNews(told: Order | null, next: Order): boolean {
  if (told === null) return true;
  return (
    told.status !== next.status ||
    // once it has ended, the services' several words for that are one
    (isOpenOrder(next) && told.venueStatus !== next.venueStatus) ||
    told.executionOrderId !== next.executionOrderId ||
    told.reason !== next.reason ||
    !told.filledQuantity.equals(next.filledQuantity) ||
    !equal(told.averageFillPrice, next.averageFillPrice) ||
    !equal(told.quantity, next.quantity) ||
    !equal(told.price, next.price) ||
    !equal(told.triggerPrice, next.triggerPrice) ||
    !equal(told.activationPrice, next.activationPrice)
  );
}

function equal(a: Decimal | null, b: Decimal | null): boolean {
  return a === null || b === null ? a === b : a.equals(b);
}
