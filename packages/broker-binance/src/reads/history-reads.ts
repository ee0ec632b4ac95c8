import type { Broker, CallOptions, HistoryQuery, Order } from '@perpdesk/broker-core';
import { incomeOf } from '../map/income.ts';
import type { Session } from '../session.ts';
import { historySpan } from './history-span.ts';
import { readFills } from './read-fills.ts';
import { readIncome } from './read-income.ts';
import { readOrderHistory } from './read-order-history.ts';
import { type TimeWindow, timeWindows } from './time-windows.ts';

export type HistoryReads = Pick<Broker, 'getOrderHistory' | 'getFills' | 'getIncome'>;

/** Where the span is longer than a call may ask for, several calls are made, the newest part first. */
export function createHistoryReads(current: (operation: string) => Session): HistoryReads {
  const prepare = async (operation: string, query: HistoryQuery) => {
    const session = current(operation);
    const span = historySpan(query, operation, session.venueClock.now());
    const options: CallOptions = query.abortSignal ? { abortSignal: query.abortSignal } : {};
    if (query.symbol === undefined) return { session, span, options, about: { operation } };
    const { symbol } = await session.instruments.get(query.symbol, { operation, ...options });
    return { session, span, options, about: { operation, symbol } };
  };
  return {
    async getOrderHistory(query = {}) {
      const { session, span, about, options } = await prepare('getOrderHistory', query);
      const orders = await newestFirst(span, query.limit, (window) =>
        readOrderHistory(session, { ...about, window }, options),
      );
      return lastOf(byOwner(session, orders), query.limit, ({ createdAt }) => createdAt);
    },
    async getFills(query = {}) {
      const { session, span, about, options } = await prepare('getFills', query);
      const fills = await newestFirst(span, query.limit, (window) => readFills(session, { ...about, window }, options));
      return lastOf(fills, query.limit, ({ venueAt }) => venueAt);
    },
    async getIncome(query = {}) {
      const { session, span, about, options } = await prepare('getIncome', query);
      const incomes = (await readIncome(session, { ...about, span }, options)).map(incomeOf);
      return lastOf(incomes, query.limit, ({ venueAt }) => venueAt);
    },
  };
}

/** Week by week into the past, until there is enough. */
async function newestFirst<T>(
  span: TimeWindow,
  limit: number | undefined,
  read: (window: TimeWindow) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const items: T[] = [];
  for (const window of timeWindows(span)) {
    for (const item of await read(window)) items.push(item);
    if (limit !== undefined && items.length >= limit) break;
  }
  return items;
}

/** Each once: what was read of an earlier week may have said whose execution an order of a later one is. */
function byOwner({ tracker }: Session, orders: readonly Order[]): readonly Order[] {
  const owners = orders.map((order) => {
    const { symbol, venueOrderId } = order;
    const link = tracker.linkOf(symbol, venueOrderId);
    return (link && tracker.find({ symbol, venueOrderId: link.venueOrderId })) ?? order;
  });
  return [...new Map(owners.map((order) => [`${order.symbol} ${order.venueOrderId}`, order])).values()];
}

/** Oldest first. */
function lastOf<T>(items: readonly T[], limit: number | undefined, timeOf: (item: T) => number): readonly T[] {
  const sorted = items.toSorted((a, b) => timeOf(a) - timeOf(b));
  return limit === undefined ? sorted : sorted.slice(-limit);
}
