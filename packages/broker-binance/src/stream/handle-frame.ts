import type { BrokerEvent, Order, VenueOrderId } from '@perpdesk/broker-core';
import type { AccountFrame } from './account-frame.ts';
import type { AccountRefresher } from './account-refresher.ts';
import type { Books } from './gap.ts';
import type { OrderNews } from './order-tracker.ts';
import type { StreamCounters } from './stream-stats.ts';

/** Where what a frame says goes to. */
export interface FrameSinks extends Books {
  readonly counters: StreamCounters;
  readonly refresher: AccountRefresher;
  emit(event: BrokerEvent): void;
  /** Each order as it was told. */
  onOrder(order: Order): void;
  /** An order of which only the execution is known. */
  onUnknownOrder(symbol: string, venueOrderId: VenueOrderId): void;
  onAccountMode(isMultiAssets: boolean): void;
}

/** The frames that say what happened to the account. */
export type AccountNews = Exclude<AccountFrame, { readonly type: 'key-expired' | 'ignored' | 'unknown' }>;

/** Takes a frame in and tells what is new in it. */
export function handleFrame(sinks: FrameSinks, frame: AccountNews, receivedAt: number): void {
  const { emit, tracker, positions } = sinks;
  const at = { venueAt: frame.venueAt, receivedAt };
  switch (frame.type) {
    case 'order': {
      const news = tracker.takePlain(frame);
      if (frame.fill !== null && news.fill === null) sinks.counters.repeatedFills += 1;
      if (news.fill !== null) emit({ type: 'fill-received', fill: news.fill, cause: frame.cause, ...at });
      return tellOrders(sinks, frame.order.symbol, news, at);
    }
    case 'conditional-order':
      return tellOrders(sinks, frame.order.symbol, tracker.takeConditional(frame.order), at);
    case 'account':
      return tellAccount(sinks, frame, at);
    case 'leverage': {
      const { symbol, leverage } = frame;
      positions.setLeverage(symbol, leverage);
      sinks.refresher.want({ symbols: [symbol], assets: [] });
      return emit({ type: 'settings-updated', symbol, leverage, marginType: null, ...at });
    }
    case 'account-mode':
      return sinks.onAccountMode(frame.isMultiAssets);
    case 'margin-call':
      return emit({ type: 'margin-call', symbols: frame.symbols, ...at });
    default:
      return frame satisfies never;
  }
}

interface Times {
  readonly venueAt: number;
  readonly receivedAt: number;
}

/** Tells orders that are news, and has those looked after that need it. */
export function tellOrders(sinks: FrameSinks, symbol: string, { orders, unknown }: OrderNews, at: Times): void {
  for (const order of orders) {
    sinks.emit({ type: 'order-updated', order, ...at });
    sinks.onOrder(order);
  }
  if (unknown !== null) sinks.onUnknownOrder(symbol, unknown);
}

function tellAccount(sinks: FrameSinks, frame: Extract<AccountNews, { type: 'account' }>, at: Times): void {
  const { emit, positions, balances, refresher } = sinks;
  for (const part of frame.positions) {
    const { symbol, marginType } = part;
    if (frame.cause === 'MARGIN_TYPE_CHANGE')
      emit({ type: 'settings-updated', symbol, leverage: null, marginType, ...at });
    const news = positions.take(part, frame.venueAt);
    if (news === null) continue;
    const { positionSide, position } = news;
    emit({ type: 'position-updated', symbol, positionSide, position, ...at });
  }
  for (const part of frame.balances) {
    const balance = balances.take(part);
    if (balance !== null) emit({ type: 'balance-updated', balance, ...at });
  }
  // marks, margins and what is available are not in the frame
  refresher.want({
    symbols: frame.positions.map(({ symbol }) => symbol),
    assets: frame.balances.map(({ asset }) => asset),
  });
}
