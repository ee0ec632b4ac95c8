import { isOpenOrder, type ClientOrderId, type VenueOrderId } from '@perpdesk/broker-core';
import { algoIdOf } from '../order-ref.ts';
import { createBoundedSet } from './bounded-set.ts';
import { bestOrder, createOrderRecord, type OrderRecord } from './order-record.ts';

/** Every order that is open, and those that ended last. */
export interface OrderRecords {
  get(symbol: string, venueOrderId: VenueOrderId): OrderRecord | null;
  /** Of several orders under one client id, the open one, else the newest. */
  byClientId(symbol: string, clientOrderId: ClientOrderId): OrderRecord | null;
  /** The same of conditional orders alone. */
  conditional(symbol: string, clientOrderId: ClientOrderId): OrderRecord | null;
  /** The conditional order that executes under this plain order. */
  byExecution(symbol: string, venueOrderId: VenueOrderId): OrderRecord | null;
  obtain(symbol: string, venueOrderId: VenueOrderId): OrderRecord;
  /** To be called after a record changed: finds it by its new ids, forgets the oldest ended ones. */
  file(record: OrderRecord): void;
  readonly all: Iterable<OrderRecord>;
}

/** @param endedKept How many orders are remembered beyond the open ones. */
export function createOrderRecords(endedKept: number): OrderRecords {
  const records = new Map<string, OrderRecord>();
  const clientIds = new Map<string, OrderRecord>();
  const conditionals = new Map<string, OrderRecord>();
  const executions = new Map<string, OrderRecord>();
  const keyOf = (symbol: string, id: string) => `${symbol} ${id}`;
  // asked six times for each order, of indexes that are empty for most accounts: then no key is made
  const find = (index: ReadonlyMap<string, OrderRecord>, symbol: string, id: string) =>
    index.size === 0 ? null : (index.get(keyOf(symbol, id)) ?? null);
  const isOpen = (record: OrderRecord) => {
    const order = bestOrder(record);
    return order !== null && isOpenOrder(order);
  };

  const forget = (record: OrderRecord) => {
    records.delete(keyOf(record.symbol, record.venueOrderId));
    const { own, execution } = record.best;
    for (const [index, id] of [
      [clientIds, own?.clientOrderId],
      [conditionals, own?.clientOrderId],
      [executions, execution?.venueOrderId ?? own?.executionOrderId],
    ] as const) {
      const key = keyOf(record.symbol, id ?? '');
      if (index.get(key) === record) index.delete(key);
    }
  };

  const ended = createBoundedSet<OrderRecord>(endedKept, forget);

  return {
    get: (symbol, venueOrderId) => find(records, symbol, venueOrderId),
    byClientId: (symbol, clientOrderId) => find(clientIds, symbol, clientOrderId),
    conditional: (symbol, clientOrderId) => find(conditionals, symbol, clientOrderId),
    byExecution: (symbol, venueOrderId) => find(executions, symbol, venueOrderId),
    obtain(symbol, venueOrderId) {
      const key = keyOf(symbol, venueOrderId);
      const known = records.get(key);
      if (known !== undefined) return known;
      const record = createOrderRecord(symbol, venueOrderId);
      records.set(key, record);
      return record;
    },
    file(record) {
      const { symbol, best, venueOrderId } = record;
      const clientOrderId = best.own?.clientOrderId;
      if (clientOrderId !== undefined) {
        for (const index of algoIdOf(venueOrderId) === null ? [clientIds] : [clientIds, conditionals]) {
          const key = keyOf(symbol, clientOrderId);
          const holder = index.get(key);
          if (holder === undefined || isOpen(record) || !isOpen(holder)) index.set(key, record);
        }
      }
      const executionId = best.execution?.venueOrderId ?? best.own?.executionOrderId ?? null;
      if (executionId !== null && executionId !== venueOrderId) executions.set(keyOf(symbol, executionId), record);
      if (isOpen(record)) ended.delete(record);
      else ended.add(record);
    },
    get all() {
      return records.values();
    },
  };
}
