import { BrokerError, silentLogger, systemClock } from '@perpdesk/broker-core';
import type { BinanceBroker } from './binance-broker.ts';
import type { BinanceBrokerOptions } from './binance-options.ts';
import { BINANCE_CAPABILITIES } from './capabilities.ts';
import { openSession } from './open-session.ts';
import { createAccountReads } from './reads/account-reads.ts';
import { createFeeReads } from './reads/fee-reads.ts';
import { createHistoryReads } from './reads/history-reads.ts';
import { createKeyReads } from './reads/key-reads.ts';
import { createMarketReads } from './reads/market-reads.ts';
import { createOrderReads } from './reads/order-reads.ts';
import { createPositionReads } from './reads/position-reads.ts';
import type { OpenSession, Session } from './session.ts';
import { createOrderWrites } from './writes/order-writes.ts';
import { createSettingWrites } from './writes/settings.ts';

/**
 * A Binance USDⓈ-M account behind the contract; not connected yet.
 *
 * Brokers of one process that ask the same REST host share its weight limit and its instruments.
 */
export function createBinanceBroker(options: BinanceBrokerOptions): BinanceBroker {
  const { id, environment, clock = systemClock, logger = silentLogger, random = () => 0 } = options;
  let opening: Promise<OpenSession> | null = null;
  let opened: OpenSession | null = null;

  const current = (operation: string): Session => {
    if (opened !== null) return opened.session;
    const message = `${operation} needs a connection. Call connect() first.`;
    throw new BrokerError('not-connected', { operation, message });
  };
  const open = async (abortSignal: AbortSignal | undefined): Promise<OpenSession> => {
    const session = await openSession({ ...options, clock, logger, random }, abortSignal);
    opened = session;
    return session;
  };

  const broker: BinanceBroker = {
    id,
    venue: 'binance',
    environment,
    capabilities: BINANCE_CAPABILITIES,
    get isConnected() {
      return opened !== null && opened.session.stream.isLive;
    },
    async connect({ abortSignal } = {}) {
      opening ??= open(abortSignal);
      const mine = opening;
      try {
        await mine;
      } catch (error) {
        if (opening === mine) opening = null;
        throw error;
      }
    },
    async close() {
      const closing = opening;
      opening = null;
      opened = null;
      const session = await closing?.catch(() => null);
      // a connection that was on its way has come up meanwhile
      if (opening === null) opened = null;
      await session?.close();
    },
    [Symbol.asyncDispose]: () => broker.close(),
    watchAccount: ({ abortSignal } = {}) => current('watchAccount').hub.watch(abortSignal),
    get clockOffsetMs() {
      return opened?.session.venueClock.offsetMs ?? null;
    },
    get limits() {
      return current('limits').limits();
    },
    get streamStats() {
      return current('streamStats').stream.stats;
    },
    ...createMarketReads(current),
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
