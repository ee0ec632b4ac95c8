import {
  BrokerError,
  createEventHub,
  silentLogger,
  systemClock,
  type BrokerId,
  type Clock,
  type Logger,
} from '@perpdesk/broker-core';
import type { BrokerHealth } from './account-view.ts';
import type { BrokerManager, ConnectReport, ManagedEvent } from './broker-manager.ts';
import type { Connection } from './connection.ts';
import { createListeners } from './listeners.ts';
import { createManagedAccount, type ManagedAccount } from './managed-account.ts';
import { operateOnAll } from './operate-on-all.ts';
import { sendOnce, type OrderGate } from './order-gate.ts';
import { systemRandom } from './system-random.ts';
import { RECONNECT_DEFAULTS, type ReconnectOptions } from './reconnect-delay.ts';
import { untilAborted } from './time-limit.ts';
import { toBrokerError } from './to-broker-error.ts';

export interface BrokerManagerOptions {
  /** Default: the machine's. */
  readonly clock?: Clock;
  /** Default: silent. */
  readonly logger?: Logger;
  /** ≥ 0 and < 1; spreads reconnects. Default: the machine's; with a clock of your own nothing is spread. */
  readonly random?: () => number;
  readonly reconnect?: Partial<ReconnectOptions>;
  /** How often the exchange's clock is compared with ours, ms. Default 300 000. */
  readonly clockCheckMs?: number;
  /** How long after a read of account, positions, open orders and instruments they are read again, ms. Default 30 000. */
  readonly reconcileMs?: number;
  /** How long an account may take for what all are asked, ms. Default 15 000. */
  readonly callTimeoutMs?: number;
  /** Sends the manager's own orders. Default: at most once, nothing written down. */
  readonly gate?: OrderGate;
}

/** A manager without accounts. */
export function createBrokerManager(options: BrokerManagerOptions = {}): BrokerManager {
  const { clock = systemClock, logger = silentLogger } = options;
  const { random = clock === systemClock ? systemRandom : () => 0 } = options;
  const { clockCheckMs = 300_000, reconcileMs = 30_000, callTimeoutMs = 15_000, gate = sendOnce } = options;
  const reconnect = { ...RECONNECT_DEFAULTS, ...options.reconnect };
  const accounts = new Map<BrokerId, ManagedAccount>();
  const hub = createEventHub<ManagedEvent>();
  const listeners = createListeners<ManagedEvent>(({ brokerId, event }, error) =>
    logger.error('Listener failed', { brokerId, type: event.type, error }),
  );
  const healthListeners = createListeners<BrokerHealth>(({ brokerId }, error) =>
    logger.error('Listener failed', { brokerId, type: 'health', error }),
  );

  const emit = (event: ManagedEvent) => {
    listeners.tell(event);
    hub.emit(event);
  };

  const find = (id: BrokerId, operation: string): ManagedAccount => {
    const found = accounts.get(id);
    if (found !== undefined) return found;
    const known = accounts.size > 0 ? [...accounts.keys()].join(', ') : 'none';
    const message = `There is no broker ${JSON.stringify(id)}. Known: ${known}.`;
    throw new BrokerError('invalid-request', { operation, message });
  };

  const connectOne = async (connection: Connection, abortSignal?: AbortSignal): Promise<ConnectReport> => {
    const connecting = connection.connect();
    try {
      return await (abortSignal === undefined ? connecting : untilAborted(connecting, abortSignal));
    } catch {
      const message = `Stopped waiting for ${connection.broker.id} to connect.`;
      const error = new BrokerError('aborted', { operation: 'connectAll', outcome: 'not-sent', message });
      return { brokerId: connection.broker.id, ok: false, error, settings: [] };
    }
  };

  const closeOne = async (connection: Connection) => {
    try {
      await connection.close();
    } catch (error) {
      const { code } = toBrokerError(error, 'close');
      logger.warn('Broker did not close', { brokerId: connection.broker.id, code });
    }
  };

  return {
    add(broker, settings = {}, addOptions = {}) {
      if (accounts.has(broker.id)) throw new RangeError(`There is a broker ${JSON.stringify(broker.id)} already.`);
      const account = createManagedAccount({
        ...addOptions,
        broker,
        settings,
        clock,
        logger,
        random,
        reconnect,
        clockCheckMs,
        reconcileMs,
        emit: (event) => emit({ brokerId: broker.id, event }),
        onHealth: () => healthListeners.tell(account.view.health()),
      });
      accounts.set(broker.id, account);
    },
    async remove(id) {
      const connection = find(id, 'remove');
      accounts.delete(id);
      await closeOne(connection);
    },
    get: (id) => find(id, 'get').broker,
    view: (id) => find(id, 'view').view,
    get ids() {
      return [...accounts.keys()];
    },
    async connectAll({ abortSignal, ids = [...accounts.keys()] } = {}) {
      const wanted = ids.map((id) => find(id, 'connectAll'));
      return Promise.all(wanted.map((connection) => connectOne(connection, abortSignal)));
    },
    replace: async (id, broker, addOptions = {}) => find(id, 'replace').replace(broker, addOptions),
    configure: async (id, settings) => find(id, 'configure').configure(settings),
    refresh: async (id) => find(id, 'refresh').refresh(),
    measureClock: async (id) => find(id, 'measureClock').measureClock(),
    refreshInstruments: async (id) => find(id, 'refreshInstruments').refreshInstruments(),
    ...operateOnAll({
      clock,
      callTimeoutMs,
      gate,
      brokersOf: (ids = [...accounts.keys()], operation) => ids.map((id) => find(id, operation).broker),
    }),
    health: () => [...accounts.values()].map(({ view }) => view.health()),
    watchHealth: healthListeners.add,
    subscribe: listeners.add,
    events: ({ abortSignal } = {}) => hub.watch(abortSignal),
    async close() {
      const closing = [...accounts.values()];
      accounts.clear();
      await Promise.all(closing.map(closeOne));
      hub.close();
    },
  };
}
