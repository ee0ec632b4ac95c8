import { type Broker, BrokerError, type MarketReader, systemClock } from '@perpdesk/broker-core';
import { abortable } from './abortable.ts';
import { PAPER_CAPABILITIES } from './capabilities.ts';
import type { Exchange } from './exchange.ts';
import type { PaperBrokerOptions } from './paper-options.ts';
import { createPaperPrices } from './paper-prices.ts';
import { createPaperReads } from './paper-reads.ts';
import { createPaperWrites } from './paper-writes.ts';
import { openSession, type Session } from './session.ts';
import { toStoreFailure } from './store-failure.ts';

/**
 * A broker whose exchange is simulated in this process and lives in `store`.
 *
 * An order is committed there before `placeOrder` resolves and before its events are told. `close()` stops prices and
 * lets go of the store; `connect()` afterwards goes on from what was stored. If the store fails, the broker disconnects.
 */
export function createPaperBroker(options: PaperBrokerOptions): Broker & MarketReader {
  const { id, store, clock = systemClock, latencyMs = 0 } = options;
  let session: Session | null = null;
  let changing: Promise<void> = Promise.resolve();

  const currentSession = (operation: string): Session => {
    if (session !== null) return session;
    throw new BrokerError('not-connected', {
      operation,
      message: `The broker ${id} is not connected. Call connect().`,
    });
  };
  const current = (operation: string): Exchange => currentSession(operation).exchange;
  const end = async () => {
    const ending = session;
    session = null;
    await ending?.close();
  };
  const inTurn = (change: () => Promise<void>): Promise<void> => {
    const result = changing.then(change);
    changing = result.catch(() => undefined);
    return result;
  };
  const connect = async () => {
    if (session !== null) return;
    try {
      session = await openSession(options, () => void inTurn(end).catch(() => undefined));
    } catch (error) {
      throw toStoreFailure(error, 'connect', 'not-sent');
    }
  };
  const close = () => inTurn(end);

  return {
    id,
    venue: 'paper',
    environment: 'paper',
    capabilities: PAPER_CAPABILITIES,
    get isConnected() {
      return session !== null;
    },
    connect: (callOptions) => abortable('connect', callOptions?.abortSignal, () => inTurn(connect)),
    close,
    [Symbol.asyncDispose]: close,
    ...createPaperReads(current, store, clock),
    ...createPaperPrices(currentSession),
    ...createPaperWrites(current, { store, clock, latencyMs }),
    watchAccount: (callOptions) => current('watchAccount').hub.watch(callOptions?.abortSignal),
  };
}
