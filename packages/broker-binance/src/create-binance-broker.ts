import { BrokerError, silentLogger, systemClock } from '@perpdesk/broker-core';
import type { BinanceBroker } from './binance-broker.ts';
import type { BinanceBrokerOptions } from './binance-options.ts';
import { BINANCE_CAPABILITIES } from './capabilities.ts';
import { CALLBACK_RATES } from './callback-rates.ts';
import { checkOptions } from './check-options.ts';
import { createConnection } from './connection.ts';
import { openSession } from './open-session.ts';
import { createAccountReads } from './reads/account-reads.ts';
import { createFeeReads } from './reads/fee-reads.ts';
import { createHistoryReads } from './reads/history-reads.ts';
import { createKeyReads } from './reads/key-reads.ts';
import { createMarketReads } from './reads/market-reads.ts';
import { createOrderReads } from './reads/order-reads.ts';
import { createPriceReads } from './reads/price-reads.ts';
import { createPositionReads } from './reads/position-reads.ts';
import type { Session } from './session.ts';
import { createOrderWrites } from './writes/order-writes.ts';
import { createSettingWrites } from './writes/settings.ts';

/**
 * A Binance USDⓈ-M account behind the contract; not connected yet.
 *
 * Brokers of one process that ask the same REST host share its weight limit and its instruments.
 *
 * @throws {BrokerError} `invalid-request` naming the option that cannot be, never an address or a key.
 */
export function createBinanceBroker(options: BinanceBrokerOptions): BinanceBroker {
  checkOptions(options);
  const { id, environment, clock = systemClock, logger = silentLogger, random = () => 0 } = options;
  const connection = createConnection((abortSignal) => openSession({ ...options, clock, logger, random }, abortSignal));
  const current = (operation: string): Session => {
    const session = connection.current;
    if (session !== null) return session;
    const message = `${operation} needs a connection. Call connect() first.`;
    throw new BrokerError('not-connected', { operation, message });
  };

  const broker: BinanceBroker = {
    id,
    venue: 'binance',
    environment,
    capabilities: BINANCE_CAPABILITIES,
    callbackRates: CALLBACK_RATES,
    get isConnected() {
      return connection.current?.stream.isLive ?? false;
    },
    connect: ({ abortSignal } = {}) => connection.open(abortSignal),
    close: () => connection.close(),
    [Symbol.asyncDispose]: () => broker.close(),
    watchAccount: ({ abortSignal } = {}) => current('watchAccount').hub.watch(abortSignal),
    get clockOffsetMs() {
      return connection.current?.venueClock.offsetMs ?? null;
    },
    get limits() {
      return current('limits').limits();
    },
    get streamStats() {
      return current('streamStats').stream.stats;
    },
    ...createMarketReads(current),
    ...createPriceReads(current),
    ...createAccountReads(current),
    ...createFeeReads(current),
    ...createKeyReads(current),
    ...createPositionReads(current),
    ...createOrderReads(current),
    ...createHistoryReads(current),
    ...createOrderWrites(current),
    ...createSettingWrites(current),
  };
  return broker;
}
