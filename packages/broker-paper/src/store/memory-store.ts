import type { Fill, Income, Order } from '@perpdesk/broker-core';
import type { PaperStore, StoredQuery } from './paper-store.ts';

/** A store that keeps everything in memory, also over `close` and `load`; for tests and short-lived exchanges. */
export function createMemoryPaperStore(): PaperStore {
  const orders = new Map<string, Order>();
  const fills: Fill[] = [];
  const incomes: Income[] = [];
  let state: string | null = null;
  return {
    load: async () => state,
    async commit(changes) {
      for (const order of changes.orders) orders.set(order.venueOrderId, order);
      fills.push(...changes.fills);
      incomes.push(...changes.incomes);
      state = changes.state;
    },
    findOrder: async (ref) =>
      [...orders.values()].findLast(
        (order) =>
          order.symbol === ref.symbol &&
          (ref.clientOrderId === undefined
            ? order.venueOrderId === ref.venueOrderId
            : order.clientOrderId === ref.clientOrderId),
      ) ?? null,
    listOrders: async (query) => select([...orders.values()], query, ({ createdAt }) => createdAt),
    listFills: async (query) => select(fills, query, ({ venueAt }) => venueAt),
    listIncome: async (query) => select(incomes, query, ({ venueAt }) => venueAt),
    async close() {},
  };
}

function select<T extends { readonly symbol: string | null }>(
  rows: readonly T[],
  { symbol, fromAt, untilAt, limit }: StoredQuery,
  atOf: (row: T) => number,
): readonly T[] {
  const found = rows.filter(
    (row) =>
      (symbol === undefined || row.symbol === symbol) &&
      (fromAt === undefined || atOf(row) >= fromAt) &&
      (untilAt === undefined || atOf(row) <= untilAt),
  );
  return limit === undefined ? found : found.slice(Math.max(0, found.length - limit));
}
