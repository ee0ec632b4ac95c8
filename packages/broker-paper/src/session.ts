import type { Clock, Logger } from '@perpdesk/broker-core';
import { decimal, silentLogger, systemClock } from '@perpdesk/broker-core';
import { toChanges } from './changes.ts';
import { createRules } from './engine/create-rules.ts';
import { createExchange, type Exchange } from './exchange.ts';
import { createCandleBook, type CandleBook } from './feed/candle-book.ts';
import { createManualPriceFeed } from './feed/manual-feed.ts';
import type { PriceFeed } from './feed/price-feed.ts';
import { createRandomWalkFeed } from './feed/random-walk-feed.ts';
import { openState } from './opening-state.ts';
import type { PaperBrokerOptions } from './paper-options.ts';

/** One connection's life: the exchange in memory, its prices, its store. */
export interface Session {
  readonly exchange: Exchange;
  /** Of the last prices since it was opened. */
  readonly candles: CandleBook;
  /** Commits, stops prices and timers, lets go of the store. */
  close(): Promise<void>;
}

/** @throws what the store throws; nothing is left open then. */
export async function openSession(options: PaperBrokerOptions, onFailure: () => void): Promise<Session> {
  const { store, clock = systemClock, logger = silentLogger } = options;
  try {
    return await start(options, clock, logger, onFailure);
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function start(
  options: PaperBrokerOptions,
  clock: Clock,
  logger: Logger,
  onFailure: () => void,
): Promise<Session> {
  const { store } = options;
  const rules = createRules(options);
  const opening = openState(await store.load(), { ...options, rules, logger }, clock.now());
  await store.commit(toChanges(opening));
  const exchange = createExchange({ state: opening.state, store, clock, logger, onFailure });
  const isListed = (symbol: string) => rules.instruments.has(symbol);
  const candles = createCandleBook();
  for (const [symbol, price] of Object.entries(opening.state.prices)) candles.add(symbol, price, clock.now());
  const ownFeed = options.feed ? null : createOwnFeed(options, clock, exchange);
  const unsubscribe = (options.feed ?? ownFeed)?.subscribe((tick) => {
    exchange.submit(() => ({ ...tick, type: 'tick' })).catch(() => undefined);
    if (isListed(tick.symbol) && tick.price.greaterThan(0)) candles.add(tick.symbol, tick.price, clock.now());
  });
  return {
    exchange,
    candles,
    async close() {
      unsubscribe?.();
      ownFeed?.close();
      try {
        await exchange.close();
      } finally {
        await store.close();
      }
    },
  };
}

function createOwnFeed(options: PaperBrokerOptions, clock: Clock, { state }: Exchange): PriceFeed {
  const { volatility = decimal('0.5'), seed = 1, priceIntervalMs } = options;
  if (volatility.isZero()) return createManualPriceFeed();
  return createRandomWalkFeed({
    clock,
    seed,
    volatility,
    prices: state.prices,
    instruments: [...state.rules.instruments.values()],
    ...(priceIntervalMs === undefined ? {} : { intervalMs: priceIntervalMs }),
  });
}
