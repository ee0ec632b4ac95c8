import { isOpenOrder, type ClientOrderId, type VenueOrderId } from '@perpdesk/broker-core';
import { algoIdOf } from '../order-ref.ts';
import { createBoundedSet } from './bounded-set.ts';
import { bestOrder, createOrderRecord, type OrderRecord } from './order-record.ts';
import { createSymbolIndex, type SymbolIndex } from './symbol-index.ts';

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
  readonly all: readonly OrderRecord[];
}

/** @param endedKept How many orders are remembered beyond the open ones. */
export function createOrderRecords(endedKept: number): OrderRecords {
  const records = createSymbolIndex<OrderRecord>();
  const clientIds = createSymbolIndex<OrderRecord>();
  const conditionals = createSymbolIndex<OrderRecord>();
  const executions = createSymbolIndex<OrderRecord>();
  const isOpen = (record: OrderRecord) => {
    const order = bestOrder(record);
    return order !== null && isOpenOrder(order);
  };

  const forget = (record: OrderRecord) => {
    const { symbol, venueOrderId, best } = record;
    records.delete(symbol, venueOrderId, record);
    const { own, execution } = best;
    if (own !== null) {
      clientIds.delete(symbol, own.clientOrderId, record);
      conditionals.delete(symbol, own.clientOrderId, record);
    }
    const executionId = execution?.venueOrderId ?? own?.executionOrderId ?? null;
    if (executionId !== null) executions.delete(symbol, executionId, record);
  };
  const fileClientId = (index: SymbolIndex<OrderRecord>, record: OrderRecord, id: string, isRecordOpen: boolean) => {
    const holder = index.get(record.symbol, id);
    if (holder === null || holder === record || isRecordOpen || !isOpen(holder)) index.set(record.symbol, id, record);
  };

  const ended = createBoundedSet<OrderRecord>(endedKept, forget);

  return {
    get: records.get,
    byClientId: clientIds.get,
    conditional: conditionals.get,
    byExecution: executions.get,
    obtain(symbol, venueOrderId) {
      const known = records.get(symbol, venueOrderId);
      if (known !== null) return known;
      const record = createOrderRecord(symbol, venueOrderId);
      records.set(symbol, venueOrderId, record);
      return record;
    },
    file(record) {
      const { symbol, best, venueOrderId } = record;
      const isRecordOpen = isOpen(record);
      const clientOrderId = best.own?.clientOrderId;
      if (clientOrderId !== undefined) {
        fileClientId(clientIds, record, clientOrderId, isRecordOpen);
        if (algoIdOf(venueOrderId) !== null) fileClientId(conditionals, record, clientOrderId, isRecordOpen);
      }
      const executionId = best.execution?.venueOrderId ?? best.own?.executionOrderId ?? null;
      if (executionId !== null && executionId !== venueOrderId) executions.set(symbol, executionId, record);
      if (isRecordOpen) ended.delete(record);
      else ended.add(record);
    },
    get all() {
      return records.all();
    },
  };
}
