import { type Account, type Broker, type Clock, type Environment, type Logger } from '@perpdesk/broker-core';
import { createFakeBroker, fakeAccount, fakeInstrument } from '@perpdesk/broker-core/testing';
import { type BrokerManager, createBrokerManager } from '@perpdesk/broker-manager';
import type { Journal } from '@perpdesk/journal/port';
import { createSignalEngine } from '../create-signal-engine.ts';
import type { EngineTimings, SignalEngineOptions } from '../engine-options.ts';
import type { SignalEngine } from '../engine.ts';
import type { ProbePoint } from '../probe-point.ts';
import type { Route } from '../route.ts';
import type { Exchange } from './exchange.test.fixture.ts';

export interface Life {
  readonly engine: SignalEngine;
  readonly manager: BrokerManager;
  readonly isDead: boolean;
  /** As `kill -9`: from now on nothing of this life reaches the journal or the exchange. */
  kill(): void;
  start(): Promise<void>;
}

export interface LifeOptions {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly exchange: Exchange;
  /** More accounts, by name. */
  readonly others?: Readonly<Record<string, Exchange>>;
  /** Beside 10 000 USDT, in which the accounts' totals are. */
  readonly balances?: Account['balances'];
  /** Of all instruments; default: USDT. */
  readonly settleAsset?: string;
  /** Default: paper. */
  readonly environment?: Environment;
  readonly routes: readonly Route[];
  readonly accountLimits?: SignalEngineOptions['accountLimits'];
  readonly ownerTargets?: SignalEngineOptions['ownerTargets'];
  readonly wrapJournal?: (journal: Journal, life: { readonly isDead: boolean }) => Journal;
  readonly onProbe?: (point: ProbePoint, life: Life) => void;
  readonly timings?: Partial<EngineTimings>;
  readonly random?: (size: number) => Uint8Array;
  /** Default: silent. */
  readonly logger?: Logger;
  readonly hideSecrets?: (text: string) => string;
  readonly isShared?: boolean;
}

let counter = 0;
/** Ids that differ, the same in every run of one process from the same start. */
export function countingBytes(size: number): Uint8Array {
  counter += 1;
  return Uint8Array.from({ length: size }, (_, index) => (counter >> (8 * (size - 1 - index))) & 0xff);
}

/** One process of the desk with one account `one`: its broker, manager and engine, over a journal and exchange that stay. */
export function createLife(options: LifeOptions): Life {
  const { clock, journal, exchange, environment = 'paper', balances = [], settleAsset = 'USDT' } = options;
  let dead = false;
  const never = () => new Promise<never>(() => {});
  const living: Clock = {
    now: () => clock.now(),
    schedule: (delayMs, callback) => clock.schedule(delayMs, () => (dead ? undefined : callback())),
  };
  const pulse = {
    get isDead() {
      return dead;
    },
  };
  const guarded = new Proxy(options.wrapJournal?.(journal, pulse) ?? journal, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function' || name === 'writeState') return method;
      return async (...args: unknown[]) => {
        if (dead) return never();
        const result: unknown = await method.apply(target, args);
        return dead ? never() : result;
      };
    },
  });
  const manager = createBrokerManager({ clock: living });
  for (const [id, at] of Object.entries({ one: exchange, ...options.others })) {
    manager.add(
      brokerOf(id, at, { clock: living, environment, balances, settleAsset }, () => dead),
      { tradedSymbols: ['BTCUSDT'] },
    );
  }
  const engine = createSignalEngine({
    manager,
    journal: guarded,
    routes: options.routes,
    accountLimits: options.accountLimits ?? {},
    ...(options.ownerTargets === undefined ? {} : { ownerTargets: options.ownerTargets }),
    isShared: options.isShared ?? false,
    clock: living,
    random: options.random ?? countingBytes,
    probe: (point) => {
      if (dead) throw new Error('dead');
      options.onProbe?.(point, life);
      if (dead) throw new Error('dead');
    },
    ...(options.hideSecrets === undefined ? {} : { hideSecrets: options.hideSecrets }),
    ...(options.logger === undefined ? {} : { logger: options.logger }),
    ...(options.timings === undefined ? {} : { options: options.timings }),
  });
  const life: Life = {
    engine,
    manager,
    get isDead() {
      return dead;
    },
    kill() {
      dead = true;
      for (const at of [exchange, ...Object.values(options.others ?? {})]) at.listen(null);
    },
    async start() {
      void manager.connectAll();
      await manager.connectAll({ ids: ['one'] });
      await engine.start();
    },
  };
  return life;
}

function brokerOf(
  id: string,
  exchange: Exchange,
  own: Pick<LifeOptions, 'clock'> & Required<Pick<LifeOptions, 'environment' | 'balances' | 'settleAsset'>>,
  isDead: () => boolean,
): Broker {
  const { clock, environment, balances, settleAsset } = own;
  const broker = createFakeBroker({
    id,
    clock,
    environment,
    account: fakeAccount({ positionMode: exchange.mode, balances: [...fakeAccount().balances, ...balances] }),
    instruments: ['BTCUSDT', 'ETHUSDT'].map((symbol) =>
      fakeInstrument({ symbol, settleAsset, quoteAsset: settleAsset }),
    ),
  });
  const never = () => new Promise<never>(() => {});
  exchange.listen((event) => broker.emit(event));
  broker.script.always('placeOrder', async (request, writeOptions) => {
    if (isDead()) return never();
    try {
      return await exchange.place(request, writeOptions?.validity);
    } finally {
      if (isDead()) await never();
    }
  });
  broker.script.always('connect', () => (exchange.isUp ? undefined : never()));
  broker.script.always('cancelOrder', (reference) => (isDead() ? never() : exchange.cancel(reference)));
  broker.script.always('findOrder', (reference) => (isDead() ? never() : exchange.find(reference)));
  broker.script.always('getPositions', () => (isDead() ? never() : exchange.positions()));
  broker.script.always('getOpenOrders', () => (isDead() ? never() : exchange.openOrders()));
  broker.script.always('getIncome', () => (isDead() ? never() : exchange.income()));
  broker.script.always('getMarkPrice', () => exchange.markPrice());
  broker.script.always('getOrderHistory', ({ fromAt = 0 } = {}) =>
    isDead() ? never() : exchange.orders.filter(({ createdAt }) => createdAt >= fromAt),
  );
  broker.script.always('getFills', (query) => {
    if (isDead()) return never();
    return exchange.fills.filter((fill) => fill.venueAt >= (query?.fromAt ?? 0));
  });
  return broker;
}
