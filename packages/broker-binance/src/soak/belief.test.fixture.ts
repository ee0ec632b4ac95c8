import { type BrokerEvent, isOpenOrder, type Order } from '@perpdesk/broker-core';

/** What an account's stream has told, as a program that trusts it would keep it. */
export interface Belief {
  readonly orders: ReadonlyMap<string, Order>;
  /** Symbol and trade id. */
  readonly fills: ReadonlyMap<string, number>;
  /** Sentences: an order that went back, a fill told twice. */
  readonly faults: readonly string[];
  readonly gaps: number;
  take(event: BrokerEvent): void;
}

export function createBelief(): Belief {
  const orders = new Map<string, Order>();
  const fills = new Map<string, number>();
  const faults: string[] = [];
  let gaps = 0;
  const takeOrder = (order: Order) => {
    const before = orders.get(order.venueOrderId);
    if (before !== undefined) {
      const name = `${order.clientOrderId} (${order.venueOrderId})`;
      if (!isOpenOrder(before) && isOpenOrder(order))
        faults.push(`${name} went from ${before.status} to ${order.status}`);
      if (order.filledQuantity.lt(before.filledQuantity)) {
        faults.push(`${name} had filled ${before.filledQuantity.toFixed()} and then ${order.filledQuantity.toFixed()}`);
      }
    }
    orders.set(order.venueOrderId, order);
  };
  const takeFill = (symbol: string, tradeId: string) => {
    const key = `${symbol} ${tradeId}`;
    const times = (fills.get(key) ?? 0) + 1;
    fills.set(key, times);
    if (times > 1) faults.push(`fill ${key} was told ${times} times`);
  };
  return {
    orders,
    fills,
    faults,
    get gaps() {
      return gaps;
    },
    take(event) {
      if (event.type === 'order-updated') takeOrder(event.order);
      if (event.type === 'fill-received') takeFill(event.fill.symbol, event.fill.tradeId);
      if (event.type !== 'stream-gap') return;
      gaps += 1;
      for (const order of event.changes?.orders ?? []) takeOrder(order);
      for (const fill of event.changes?.fills ?? []) takeFill(fill.symbol, fill.tradeId);
    },
  };
}
