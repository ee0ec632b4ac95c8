import {
  type Broker,
  decimal,
  type LimitOrderRequest,
  type MarketOrderRequest,
  toClientOrderId,
} from '@perpdesk/broker-core';
import { createFakeClock, type FakeClock } from '@perpdesk/broker-core/testing';
import {
  createManualPriceFeed,
  createMemoryPaperStore,
  createPaperBroker,
  type ManualPriceFeed,
  type PaperBrokerOptions,
} from './index.ts';

export interface Bench {
  readonly broker: Broker;
  readonly clock: FakeClock;
  readonly feed: ManualPriceFeed;
}

export const symbol = 'BTCUSDT';

/** A broker with standing prices and a clock that stands at 1 000 000. */
export function createBench(options: Partial<PaperBrokerOptions> = {}): Bench {
  const clock = createFakeClock(1_000_000);
  const feed = createManualPriceFeed();
  const store = createMemoryPaperStore();
  return { broker: createPaperBroker({ id: 'paper', store, feed, clock, ...options }), clock, feed };
}

export async function connectedBench(options: Partial<PaperBrokerOptions> = {}): Promise<Bench> {
  const bench = createBench(options);
  await bench.broker.connect();
  return bench;
}

export const clientId = toClientOrderId;

export function buy(id: string, quantity = '0.02'): MarketOrderRequest {
  return {
    type: 'market',
    symbol,
    side: 'buy',
    positionSide: 'net',
    quantity: decimal(quantity),
    clientOrderId: clientId(id),
  };
}

export function buyLimit(id: string, price: string, quantity = '0.02'): LimitOrderRequest {
  const base = { symbol, side: 'buy', positionSide: 'net', clientOrderId: clientId(id) } as const;
  return { ...base, type: 'limit', price: decimal(price), quantity: decimal(quantity) };
}

/** What the promise was rejected with, as code and outcome. */
export async function failure(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'resolved';
  } catch (error) {
    if (typeof error !== 'object' || error === null || !('code' in error) || !('outcome' in error)) throw error;
    return `${String(error.code)} (${String(error.outcome)})`;
  }
}
