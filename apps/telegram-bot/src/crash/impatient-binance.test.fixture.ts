import { type BinanceBrokerOptions, createBinanceBroker } from '@perpdesk/broker-binance';
import type { BrokerFactory } from '@perpdesk/broker-core';

/** An account at a venue, with an adapter that waits a second for an answer. */
export const createImpatientBinance: BrokerFactory = ({ id, clock, logger, settings }) =>
  createBinanceBroker({
    ...(settings as Pick<BinanceBrokerOptions, 'environment' | 'credentials' | 'endpoints'>),
    id,
    clock,
    logger,
    readTimeoutMs: 1_000,
    writeTimeoutMs: 1_000,
    deafAfterMs: 1_000,
    stuckAfterMs: 1_000,
  });
