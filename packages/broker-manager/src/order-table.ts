import { isOpenOrder, type Order, type OrderStatus } from '@perpdesk/broker-core';

/** The open orders of an account. An order's state only moves forward, in whatever order its updates arrive. */
export interface OrderTable {
  put(order: Order, venueAt: number): void;
  /** Replaces everything by a snapshot; an update of an unlisted order that is older than `floorAt` is ignored. */
  load(openOrders: readonly Order[], floorAt: number): void;
  readonly open: readonly Order[];
}

const RANKS: Readonly<Record<OrderStatus, number>> = {
  pending: 0,
  open: 1,
  'partially-filled': 2,
  filled: 3,
  canceled: 3,
  rejected: 3,
  expired: 3,
};
const ENDED_KEPT = 2_000;

// client ids may be used again and plain and conditional orders may share venue ids: both together are unique
const keyOf = (order: Order) => `${order.symbol} ${order.venueOrderId} ${order.clientOrderId}`;

function isBehind(order: Order, known: Order): boolean {
  if (RANKS[order.status] !== RANKS[known.status]) return RANKS[order.status] < RANKS[known.status];
  if (!order.filledQuantity.equals(known.filledQuantity)) return order.filledQuantity.lessThan(known.filledQuantity);
  return order.updatedAt < known.updatedAt;
}

export function createOrderTable(): OrderTable {
  let open = new Map<string, Order>();
  const ended = new Set<string>();
  let floor = -Infinity;
  let cached: readonly Order[] | null = null;

  const end = (key: string) => {
    open.delete(key);
    ended.add(key);
    if (ended.size <= ENDED_KEPT) return;
    for (const oldest of ended) {
      ended.delete(oldest);
      return;
    }
  };

  return {
    put(order, venueAt) {
      const key = keyOf(order);
      const known = open.get(key);
      if (ended.has(key) || (known === undefined ? venueAt < floor : isBehind(order, known))) return;
      if (isOpenOrder(order)) open.set(key, order);
      else end(key);
      cached = null;
    },
    load(openOrders, floorAt) {
      const known = open;
      open = new Map();
      floor = floorAt;
      cached = null;
      for (const order of openOrders) {
        const key = keyOf(order);
        const before = known.get(key);
        if (ended.has(key) || !isOpenOrder(order)) continue;
        open.set(key, before !== undefined && isBehind(order, before) ? before : order);
      }
    },
    get open() {
      cached ??= [...open.values()];
      return cached;
    },
  };
}
