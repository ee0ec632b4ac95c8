import { type BrokerFactory, BrokerError, type BrokerId } from '@perpdesk/broker-core';
import type { PriceFeed } from './feed/price-feed.ts';
import { createPaperBroker } from './paper-broker.ts';
import { type PaperSettings, readPaperSettings } from './paper-settings.ts';
import type { PaperStore } from './store/paper-store.ts';

export interface PaperBrokerFactoryOptions {
  /** Makes the store of one account; nothing is opened before that account's `connect()`. */
  readonly storeFor: (id: BrokerId) => PaperStore;
  /** Prices of one account; default: each account's own random walk. */
  readonly feedFor?: (id: BrokerId) => PriceFeed;
  /** Between the arrival of a write and its matching; default 0. */
  readonly latencyMs?: number;
}

/**
 * A factory of paper brokers for the configuration: its `settings` are plain data, see {@link readPaperSettings}.
 *
 * The factory throws {@link BrokerError} `invalid-request` (not-sent) for settings that it cannot read.
 */
export function createPaperBrokerFactory({ storeFor, feedFor, latencyMs }: PaperBrokerFactoryOptions): BrokerFactory {
  return ({ id, clock, logger, settings }) =>
    createPaperBroker({
      ...settingsOf(id, settings),
      id,
      clock,
      logger,
      store: storeFor(id),
      ...(feedFor ? { feed: feedFor(id) } : {}),
      ...(latencyMs === undefined ? {} : { latencyMs }),
    });
}

function settingsOf(id: BrokerId, settings: unknown): PaperSettings {
  try {
    return readPaperSettings(settings);
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : 'not readable';
    throw new BrokerError('invalid-request', { operation: 'createBroker', message: `${id}: ${detail}`, cause });
  }
}
