import type { Broker, CallOptions, Fill, HistoryQuery, Income, Order } from '@perpdesk/broker-core';
import { ask } from '../ask.ts';
import { conditionalOrder } from '../map/conditional-order.ts';
import { incomeOf } from '../map/income.ts';
import { plainOrder } from '../map/plain-order.ts';
import type { Session } from '../session.ts';
import { algoOrdersSchema } from '../wire/algo-order.ts';
import { incomesSchema } from '../wire/income.ts';
import { ordersSchema } from '../wire/order.ts';
import { historySpan } from './history-span.ts';
import { readFills } from './read-fills.ts';
import { PAGE_SIZE, readPages } from './read-pages.ts';
import { type TimeWindow, timeWindows } from './time-windows.ts';

export type HistoryReads = Pick<Broker, 'getOrderHistory' | 'getFills' | 'getIncome'>;

/** Where the span is longer than a call may ask for, several calls are made. */
export function createHistoryReads(current: (operation: string) => Session): HistoryReads {
  const prepare = async (operation: string, query: HistoryQuery) => {
    const session = current(operation);
    const span = historySpan(query, operation, session.venueClock.now());
    const symbol =
      query.symbol === undefined ? undefined : (await session.instruments.get(query.symbol, { operation })).symbol;
    const options: CallOptions = query.abortSignal ? { abortSignal: query.abortSignal } : {};
    return { session, span, symbol, options };
  };
  return {
    async getOrderHistory(query = {}) {
      const operation = 'getOrderHistory';
      const { session, span, symbol, options } = await prepare(operation, query);
      const orders: Order[] = [];
      for (const window of timeWindows(span)) {
        orders.push(...(await readOrders(session, { operation, window, symbol }, options)));
        if (query.limit !== undefined && orders.length >= query.limit) break;
      }
      return newest(
        oldestFirst(orders, ({ createdAt }) => createdAt),
        query.limit,
      );
    },
    async getFills(query = {}) {
      const operation = 'getFills';
      const { session, span, symbol, options } = await prepare(operation, query);
      const fills: Fill[] = [];
      for (const window of timeWindows(span)) {
        fills.push(
          ...(await readFills(session, { operation, window, ...(symbol === undefined ? {} : { symbol }) }, options)),
        );
        if (query.limit !== undefined && fills.length >= query.limit) break;
      }
      return newest(
        oldestFirst(fills, ({ venueAt }) => venueAt),
        query.limit,
      );
    },
    async getIncome(query = {}) {
      const operation = 'getIncome';
      const { session, span, symbol, options } = await prepare(operation, query);
      const incomes = await readIncome(session, { operation, span, symbol }, options);
      return newest(
        oldestFirst(incomes, ({ venueAt }) => venueAt),
        query.limit,
      );
    },
  };
}

interface OrdersQuestion {
  readonly operation: string;
  readonly window: TimeWindow;
  readonly symbol: string | undefined;
}

async function readOrders(session: Session, { operation, window, symbol }: OrdersQuestion, options: CallOptions) {
  const { tracker } = session;
  const params = (at: number) => ({
    symbol,
    startTime: String(at),
    endTime: String(window.untilAt),
    limit: String(PAGE_SIZE),
  });
  const shared = { operation, weight: 5 } as const;
  const [plain, conditional] = await Promise.all([
    readPages({
      read: (at) =>
        ask(session, { ...shared, path: '/fapi/v1/allOrders', params: params(at), schema: ordersSchema }, options),
      fromAt: window.fromAt,
      timeOf: ({ time }) => time,
      keyOf: ({ orderId }) => orderId,
    }),
    readPages({
      read: (at) =>
        ask(
          session,
          { ...shared, path: '/fapi/v1/allAlgoOrders', params: params(at), schema: algoOrdersSchema },
          options,
        ),
      fromAt: window.fromAt,
      timeOf: ({ createTime }) => createTime,
      keyOf: ({ algoId }) => algoId,
    }),
  ]);
  const known = new Map<string, Order>();
  for (const one of conditional) {
    const order = tracker.noteConditional(conditionalOrder(one));
    known.set(order.venueOrderId, order);
  }
  for (const one of plain) {
    const order = tracker.notePlain(plainOrder(one));
    known.set(order.venueOrderId, order);
  }
  return known.values();
}

async function readIncome(
  session: Session,
  {
    operation,
    span,
    symbol,
  }: { readonly operation: string; readonly span: TimeWindow; readonly symbol: string | undefined },
  options: CallOptions,
): Promise<readonly Income[]> {
  const rows = await readPages({
    read: (at) => {
      const params = { symbol, startTime: String(at), endTime: String(span.untilAt), limit: String(PAGE_SIZE) };
      return ask(session, { operation, path: '/fapi/v1/income', params, weight: 30, schema: incomesSchema }, options);
    },
    fromAt: span.fromAt,
    timeOf: ({ time }) => time,
    keyOf: ({ tranId, incomeType, symbol, asset, tradeId }) => [tranId, incomeType, symbol, asset, tradeId].join(' '),
  });
  return rows.map(incomeOf);
}

function oldestFirst<T>(items: Iterable<T>, timeOf: (item: T) => number): readonly T[] {
  return [...items].toSorted((a, b) => timeOf(a) - timeOf(b));
}

function newest<T>(items: readonly T[], limit: number | undefined): readonly T[] {
  return limit === undefined ? items : items.slice(-limit);
}
