import { BrokerError, sleep, type Broker, type Clock } from '@perpdesk/broker-core';
import type { AccountView } from './account-view.ts';
import type { AddOptions, BrokerSettings, ConnectReport } from './broker-manager.ts';
import { createConnection, type Connection } from './connection.ts';
import type { ConnectionOptions } from './connection-options.ts';
import { isSameAccount, maySucceed } from './is-same-account.ts';
import { toBrokerError } from './to-broker-error.ts';

/** An account of the manager: its connection, which another one may take the place of. */
export interface ManagedAccount extends Connection {
  /** The same for as long as the account is there. */
  readonly view: AccountView;
  /** See `BrokerManager.replace`. Never rejects. */
  replace(broker: Broker, options: AddOptions): Promise<ConnectReport>;
}

/** What was asked over the connection before may still be answered. */
const RETIRE_MS = 15_000;
const LOOK_MS = 1_000;

interface Retired {
  readonly connection: Connection;
  readonly cancel: () => void;
}

export function createManagedAccount(options: ConnectionOptions): ManagedAccount {
  const { clock } = options;
  let { settings } = options;
  const retired = new Set<Retired>();
  let isClosed = false;
  let isReplacing = false;

  /** Of the connections that there are, the one that counts is heard. */
  function open(broker: Broker, { admit }: AddOptions): Connection {
    const connection: Connection = createConnection({
      ...options,
      broker,
      settings,
      // whose account the other connection shows is not known yet: nothing is written to it
      isSettled: current !== null && current.view.account !== null,
      ...(admit === undefined ? {} : { admit }),
      emit: (event) => {
        if (connection === current) options.emit(event);
      },
      onHealth: () => {
        if (connection === current) options.onHealth();
      },
    });
    return connection;
  }
  let current: Connection | null = null;
  const first = open(options.broker, options);
  current = first;
  const now = (): Connection => current ?? first;
  const view = new Proxy(first.view, { get: (_first, key): unknown => Reflect.get(now().view, key) });

  const closeQuietly = (connection: Connection) => connection.close().catch(() => {});

  function retire(connection: Connection): void {
    connection.silence();
    const mine: Retired = {
      connection,
      cancel: clock.schedule(RETIRE_MS, () => {
        retired.delete(mine);
        void closeQuietly(connection);
      }),
    };
    retired.add(mine);
  }

  async function replace(broker: Broker, addOptions: AddOptions): Promise<ConnectReport> {
    const before = now();
    const startedAt = before.view.venueNow();
    const { streamAgeMs } = before.view.health();
    // one that is cut off has told nothing since it was
    const fromAt = before.view.isReady ? startedAt : startedAt - (streamAgeMs ?? 0);
    const isKnown = before.view.account !== null;
    const next = open(broker, addOptions);
    const report = await next.connect();
    const error = report.ok ? await refusal(before, next, clock) : report.error;
    if (error !== null || isClosed) {
      await closeQuietly(next);
      return { ...report, ok: false, error: error ?? refuse(broker.id, 'it was closed meanwhile') };
    }
    current = next;
    retire(before);
    options.onHealth();
    options.emit({ type: 'stream-gap', venueAt: view.venueNow(), receivedAt: clock.now(), fromAt, reason: 'replaced' });
    if (!isKnown || before.isSettled) return report;
    // whose account that is, is proven by now; what is not set by this is with the next connect
    return { ...report, settings: (await next.configure(settings)).settings };
  }

  return {
    get broker() {
      return now().broker;
    },
    view,
    get isSettled() {
      return now().isSettled;
    },
    connect: () => now().connect(),
    refresh: () => now().refresh(),
    measureClock: () => now().measureClock(),
    refreshInstruments: () => now().refreshInstruments(),
    configure(next: BrokerSettings) {
      settings = next;
      return now().configure(next);
    },
    silence: () => now().silence(),
    async replace(broker, addOptions) {
      const wrong = misfit(now().broker, broker);
      if (wrong !== null || isReplacing) {
        const error = refuse(broker.id, wrong ?? 'it is being replaced already');
        return { brokerId: broker.id, ok: false, error, settings: [] };
      }
      isReplacing = true;
      try {
        return await replace(broker, addOptions);
      } finally {
        isReplacing = false;
      }
    },
    async close() {
      isClosed = true;
      for (const { cancel, connection } of retired) {
        cancel();
        void closeQuietly(connection);
      }
      retired.clear();
      await now().close();
    },
  };
}

function refuse(id: string, why: string): BrokerError {
  return new BrokerError('invalid-request', {
    operation: 'replace',
    message: `The connection of ${id} is not replaced: ${why}.`,
  });
}

function misfit(before: Broker, next: Broker): string | null {
  if (next.id !== before.id) return `the other one is named ${next.id}`;
  if (next.venue !== before.venue) return `the other one is at ${next.venue}`;
  return next.environment === before.environment ? null : `the other one is ${next.environment}`;
}

/** Why the other connection does not show the same account; `null`: it does. */
async function refusal(before: Connection, next: Connection, clock: Clock): Promise<BrokerError | null> {
  const { id } = next.broker;
  if (before.view.isReady && isSameAccount(before.view, next.view)) return null;
  // something may have happened between the two reads; each costs its share of the exchange's limits
  await sleep(clock, LOOK_MS);
  const [old, other] = await Promise.allSettled([before.refresh(), next.refresh()]);
  if (other.status === 'rejected') return toBrokerError(other.reason, 'replace');
  if (old.status === 'rejected') {
    return maySucceed(before.view, next.view)
      ? null
      : refuse(id, 'nothing of what was open stands in the other account');
  }
  if (isSameAccount(before.view, next.view)) return null;
  return refuse(id, 'the other one shows another account: other positions, orders or balances');
}
