import type { BrokerEvent, Clock, Logger, Order } from '@perpdesk/broker-core';
import type { AccountReader } from './account-reader.ts';
import { createAccountRefresher } from './account-refresher.ts';
import { createBalanceBook } from './balance-book.ts';
import { type Books, type GapReading, settleGap } from './gap.ts';
import { type AccountNews, type FrameSinks, handleFrame, tellOrders } from './handle-frame.ts';
import type { OrderTracker } from './order-tracker.ts';
import { createPositionBook } from './position-book.ts';
import type { Loss } from './recovery.ts';
import type { SparseLog } from './sparse-log.ts';
import type { StreamCounters } from './stream-stats.ts';
import { createTriggerWatch } from './trigger-watch.ts';
import { createUnknownOrders } from './unknown-orders.ts';

export interface AccountModelOptions {
  readonly tracker: OrderTracker;
  readonly reader: AccountReader;
  readonly clock: Clock;
  readonly venueNow: () => number;
  readonly logger: Logger;
  readonly log: SparseLog;
  readonly random: () => number;
  readonly counters: StreamCounters;
  readonly stuckAfterMs?: number;
  emit(event: BrokerEvent): void;
  onAccountMode(isMultiAssets: boolean): void;
  /** An order moved on at the exchange: the stream must say so. */
  onMoved(order: Order): void;
  /** Reads and stream disagree for good. */
  onDisagreement(what: string): void;
}

/** What the stream makes of the account, and tells of it. */
export interface AccountModel {
  take(frame: AccountNews, receivedAt: number): void;
  /** Takes a snapshot in as what watchers know already: the first one. */
  begin(reading: GapReading): void;
  /** Takes a snapshot in and tells in one event how it differs from what was told. */
  mend(reading: GapReading, loss: Loss, sinceAt: number): void;
  close(): void;
}

export function createAccountModel(options: AccountModelOptions): AccountModel {
  const { tracker, reader, clock, venueNow, logger, log, random, counters, emit } = options;
  const books: Books = { tracker, positions: createPositionBook(reader.leverages), balances: createBalanceBook() };
  const now = () => ({ venueAt: venueNow(), receivedAt: clock.now() });

  const refresher = createAccountRefresher({
    reader,
    clock,
    random,
    log,
    takePositions(symbol, read) {
      const news = books.positions.complete(symbol, read);
      for (const { venueAt, ...change } of news ?? []) {
        emit({ type: 'position-updated', ...change, venueAt, receivedAt: clock.now() });
      }
      return news !== null;
    },
    takeBalances(assets, read) {
      const news = books.balances.complete(assets, read);
      for (const balance of news ?? []) emit({ type: 'balance-updated', balance, ...now() });
      return news !== null;
    },
    onDisagreement: options.onDisagreement,
  });

  const watch = createTriggerWatch({
    clock,
    logger,
    random,
    ...(options.stuckAfterMs === undefined ? {} : { stuckAfterMs: options.stuckAfterMs }),
    async lookUp({ symbol, venueOrderId, clientOrderId }, abortSignal) {
      const own = await reader.lookUp({ symbol, venueOrderId }, abortSignal);
      if (own !== null && tracker.noteConditional(own).executionOrderId !== null) return tracker.noteConditional(own);
      // its execution has the same client id, in the other service
      const other = await reader.lookUp({ symbol, clientOrderId }, abortSignal);
      if (other !== null) tracker.notePlain(other);
      return own === null ? null : tracker.noteConditional(own);
    },
    onMoved: options.onMoved,
    onStuck: (order, triggeredAt) => emit({ type: 'order-stuck', order, triggeredAt, ...now() }),
  });

  const unknownOrders = createUnknownOrders({
    clock,
    random,
    log,
    isKnown: (ref) => tracker.find(ref) !== null,
    lookUp: (ref, abortSignal) => reader.lookUp(ref, abortSignal),
    onFound: (order) => tellOrders(sinks, order.symbol, tracker.takeRead(order), now()),
  });

  const sinks: FrameSinks = {
    ...books,
    counters,
    refresher,
    emit,
    onOrder: (order) => watch.see(order),
    onUnknownOrder: (symbol, venueOrderId) => unknownOrders.see(symbol, venueOrderId),
    onAccountMode: options.onAccountMode,
  };

  const settle = (reading: GapReading, sinceAt: number) => {
    refresher.forget();
    const settled = settleGap(books, reading, sinceAt);
    refresher.want({ symbols: settled.doubtful, assets: [] });
    for (const order of [...settled.changes.orders, ...tracker.open]) watch.see(order);
    return settled;
  };

  return {
    take: (frame, receivedAt) => handleFrame(sinks, frame, receivedAt),
    begin(reading) {
      // its fills are not told: those since the connection came up are among the frames held back
      settle({ ...reading, reading: { ...reading.reading, fills: [] } }, venueNow());
    },
    mend(reading, { reasons, fromAt }, sinceAt) {
      const { changes, balances } = settle(reading, sinceAt);
      counters.gaps += 1;
      if (reading.lacksFills) {
        logger.error('Orders filled more than the fills that the exchange lists', { fromAt });
      }
      emit({ type: 'stream-gap', fromAt, reason: reasons.join('; '), changes, ...now() });
      for (const balance of balances) emit({ type: 'balance-updated', balance, ...now() });
    },
    close() {
      refresher.close();
      watch.close();
      unknownOrders.close();
    },
  };
}
