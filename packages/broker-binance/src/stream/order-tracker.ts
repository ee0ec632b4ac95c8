import {
  Decimal,
  isOpenOrder,
  type ClientOrderId,
  type Fill,
  type Order,
  type OrderRef,
  toVenueOrderId,
  type VenueOrderId,
  ZERO,
} from '@perpdesk/broker-core';
import { algoIdOf, algoVenueOrderId } from '../order-ref.ts';
import { createFillDedupe, type FillKey } from './fill-dedupe.ts';
import { isNews, knowsMore } from './order-merge.ts';
import { addFill, bestOrder, type OrderRecord, streamedOrder, withExecution, withOwn } from './order-record.ts';
import { createOrderRecords } from './order-records.ts';

/** To which order a fill of a plain order id belongs. */
export interface FillLink {
  readonly venueOrderId: VenueOrderId;
  readonly clientOrderId: ClientOrderId;
}

/** A report of a plain order, or of a conditional order's execution. */
export interface PlainReport {
  readonly order: Order;
  /** The conditional order that it executes, where the report says so. */
  readonly algoId: string | null;
  readonly fill: Fill | null;
}

/** What a report brought that watchers were not told before. */
export interface OrderNews {
  readonly fill: Fill | null;
  readonly orders: readonly Order[];
  /** A conditional order of which only the execution is known. */
  readonly unknown: VenueOrderId | null;
}

/**
 * All that is known of the account's orders, as ONE model: plain orders, conditional ones, and the plain orders under
 * which those execute, from the stream and from answers, in whatever order they come.
 *
 * Orders only move forward. A triggered conditional order keeps its ids; what its execution does is told as its own.
 */
export interface OrderTracker {
  /** Takes in an answer about a plain order. Gives the order as it is known now: a conditional order's execution comes back as that. */
  notePlain(order: Order): Order;
  /** As `notePlain`, for the service of conditional orders. */
  noteConditional(order: Order): Order;
  /** `null`: not known here, which says nothing about the exchange. */
  find(ref: OrderRef): Order | null;
  linkOf(symbol: string, orderId: string): FillLink | null;
  /** Of the orders that are open, and of those that something happened to from then on. @param fromAt Unix ms, the exchange's time. */
  activeSince(fromAt: number): readonly string[];
  /** As far as we know. */
  readonly open: readonly Order[];
  /** Those that are open, and those that ended and are still open to watchers. */
  readonly unsettled: readonly Order[];

  /** Acknowledged to us: watchers are to be told of it, by the stream or by the next snapshot. */
  expect(order: Order): void;
  /** Those that were expected and are not told yet. */
  readonly expected: readonly Order[];

  /** From the stream. */
  takePlain(report: PlainReport): OrderNews;
  /** From the stream. */
  takeConditional(order: Order): OrderNews;
  /** From a snapshot or a look-up that stands in for the stream. */
  takeRead(order: Order): OrderNews;
  /** With its order's ids; `null` where it was told before. */
  takeFill(fill: Fill): Fill | null;
  isNewFill(fill: FillKey): boolean;
  /** How much of the order watchers know to have filled, by orders or by fills; `null`: they know nothing of it. Base asset. */
  toldQuantity(order: Order): Decimal | null;
  /** Whether watchers were told all that this order says. */
  isTold(order: Order): boolean;
}

export interface OrderTrackerOptions {
  /** Orders remembered beyond the open ones. Default 2000: some seconds of the busiest account, and months of most. */
  readonly endedKept?: number;
  /** Fills remembered, to tell each once. Default 20 000. */
  readonly fillsKept?: number;
}

/** Once told, an order is waiting for its execution. */
const EXECUTING: readonly string[] = ['TRIGGERING', 'TRIGGERED'];

export function createOrderTracker({ endedKept = 2_000, fillsKept }: OrderTrackerOptions = {}): OrderTracker {
  const records = createOrderRecords(endedKept);
  const dedupe = createFillDedupe(fillsKept);

  const expected = new Map<OrderRecord, Order>();

  const recordOf = ({ symbol, venueOrderId }: Order) => records.get(symbol, venueOrderId);
  const isToldOf = ({ told }: OrderRecord, order: Order) => told !== null && !knowsMore(order, told);
  const isTold = (order: Order): boolean => {
    const record = recordOf(order);
    return record === null || isToldOf(record, order);
  };

  /** The conditional order that this plain order executes, if any. */
  const parentOf = (order: Order, algoId: string | null): OrderRecord | null => {
    const { symbol, venueOrderId, clientOrderId } = order;
    if (algoId !== null) return records.obtain(symbol, algoVenueOrderId(algoId));
    const linked = records.byExecution(symbol, venueOrderId);
    if (linked !== null) return linked;
    const record = records.conditional(symbol, clientOrderId);
    const known = record === null ? null : bestOrder(record);
    // client ids may be used again: only an order that waits for its execution, and only what came after it
    if (record === null || known === null || known.executionOrderId !== null || !isOpenOrder(known)) return null;
    const isWaiting = EXECUTING.includes(known.venueStatus);
    return isWaiting && order.createdAt >= known.createdAt ? record : null;
  };

  const put = (record: OrderRecord, part: 'own' | 'execution', order: Order, isStreamed: boolean) => {
    const add = part === 'own' ? withOwn : withExecution;
    record.best = add(record.best, order);
    if (isStreamed) record.streamed = add(record.streamed, order);
    records.file(record);
  };

  /** Keeps the order, and says which records tell of it: its conditional order's, or its own, or both where it was told as itself before the link was known. */
  const keep = (order: Order, algoId: string | null, isStreamed: boolean): readonly OrderRecord[] => {
    const parent = algoIdOf(order.venueOrderId) === null ? parentOf(order, algoId) : null;
    const itself = parent === null ? records.obtain(order.symbol, order.venueOrderId) : recordOf(order);
    if (itself !== null) put(itself, 'own', order, isStreamed);
    if (parent === null) return itself === null ? [] : [itself];
    put(parent, 'execution', order, isStreamed);
    return itself === null || itself.told === null ? [parent] : [parent, itself];
  };

  const tell = (kept: readonly OrderRecord[]): Pick<OrderNews, 'orders' | 'unknown'> => {
    const orders: Order[] = [];
    let unknown: VenueOrderId | null = null;
    for (const record of kept) {
      const order = streamedOrder(record);
      if (order === null) unknown = record.venueOrderId;
      if (order === null || !isNews(record.told, order)) continue;
      record.told = order;
      orders.push(order);
      const answered = expected.get(record);
      if (answered !== undefined && !knowsMore(answered, order)) expected.delete(record);
    }
    return { orders, unknown };
  };

  const note = (order: Order): Order => {
    const [record] = keep(order, null, false);
    return (record && bestOrder(record)) ?? order;
  };

  const linkOf = (symbol: string, orderId: string): FillLink | null => {
    const id = toVenueOrderId(orderId);
    const record = records.byExecution(symbol, id) ?? records.get(symbol, id);
    const clientOrderId = (record?.best.own ?? record?.best.execution)?.clientOrderId;
    return record === null || clientOrderId === undefined ? null : { venueOrderId: record.venueOrderId, clientOrderId };
  };
  const linked = (fill: Fill): Fill => {
    const link = linkOf(fill.symbol, fill.venueOrderId);
    return link === null ? fill : { ...fill, ...link };
  };
  const takeFill = (given: Fill): Fill | null => {
    if (!dedupe.add(given)) return null;
    const fill = linked(given);
    const record = records.get(fill.symbol, fill.venueOrderId);
    if (record !== null) addFill(record, fill);
    return fill;
  };
  const known = (isWanted: (order: Order, record: OrderRecord) => boolean): readonly Order[] =>
    records.all.flatMap((record) => {
      const order = bestOrder(record);
      if (order === null || !isWanted(order, record)) return [];
      const isExecution = records.byExecution(record.symbol, record.venueOrderId) !== null;
      return isExecution && record.told === null ? [] : [order];
    });
  const takeOwn = (order: Order): OrderNews => ({ fill: null, ...tell(keep(order, null, true)) });

  return {
    notePlain: note,
    noteConditional: note,
    find(ref) {
      const { symbol, clientOrderId, venueOrderId } = ref;
      const record =
        clientOrderId === undefined ? records.get(symbol, venueOrderId) : records.byClientId(symbol, clientOrderId);
      return record === null ? null : bestOrder(record);
    },
    linkOf,
    activeSince(fromAt) {
      const isActive = (order: Order | null) => order !== null && (isOpenOrder(order) || order.updatedAt >= fromAt);
      const active = records.all.filter(({ best }) => isActive(best.own) || isActive(best.execution));
      return [...new Set(active.map(({ symbol }) => symbol))];
    },
    get open() {
      return known((order) => isOpenOrder(order));
    },
    get unsettled() {
      return known((order, { told }) => isOpenOrder(order) || (told !== null && isOpenOrder(told)));
    },
    expect(order) {
      const record = recordOf(order);
      if (record !== null && !isToldOf(record, order)) expected.set(record, order);
    },
    get expected() {
      return [...expected.values()];
    },
    takePlain({ order, algoId, fill }) {
      const kept = keep(order, algoId, true);
      const news = fill === null ? null : takeFill(fill);
      return { fill: news, ...tell(kept) };
    },
    takeConditional: takeOwn,
    takeRead: takeOwn,
    takeFill,
    isNewFill: (fill) => !dedupe.has(fill),
    toldQuantity(order) {
      const { told, filled } = recordOf(order) ?? { told: null, filled: null };
      if (filled === null || (told === null && filled.quantity.isZero())) return null;
      return Decimal.max(told?.filledQuantity ?? ZERO, filled.quantity);
    },
    isTold,
  };
}
