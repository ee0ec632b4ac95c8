import type { Fill, HistoryQuery, Income, Order, OrderRef } from '@perpdesk/broker-core';

/** What one step of the exchange leaves behind. */
export interface PaperChanges {
  /** Every order that the step touched, in its last form. */
  readonly orders: readonly Order[];
  readonly fills: readonly Fill[];
  readonly incomes: readonly Income[];
  /** The exchange's state after the step, serialised. */
  readonly state: string;
}

export type StoredQuery = Omit<HistoryQuery, 'abortSignal'>;

/**
 * Where a paper exchange keeps itself. One store is one account's, and one broker's at a time.
 *
 * Failures throw {@link PaperStoreError}. The broker that is given a store closes it.
 */
export interface PaperStore {
  /** Opens what is not open and resolves with the serialised state; `null` where nothing was committed yet. */
  load(): Promise<string | null>;
  /** All of it or nothing; when it resolves, a crash does not undo it. */
  commit(changes: PaperChanges): Promise<void>;
  /** The newest order, open or not, that has the id. */
  findOrder(ref: OrderRef): Promise<Order | null>;
  /** By the time of creation, oldest first; `limit` keeps the newest. */
  listOrders(query: StoredQuery): Promise<readonly Order[]>;
  /** Oldest first; `limit` keeps the newest. */
  listFills(query: StoredQuery): Promise<readonly Fill[]>;
  /** Oldest first; `limit` keeps the newest. */
  listIncome(query: StoredQuery): Promise<readonly Income[]>;
  /** Lets go of the file. Twice is once; `load` opens it again. */
  close(): Promise<void>;
}
