import { createFeeRates } from '../desk/fee-rates.ts';
import { createAddedRisk } from '../desk/approval/added-risk.ts';
import { decimal, silentLogger, type Broker, type PositionMode } from '@perpdesk/broker-core';
import { createFakeClock, type FakeClock } from '@perpdesk/broker-core/testing';
import { createBrokerManager, type BrokerManager } from '@perpdesk/broker-manager';
import { createManualPriceFeed, createMemoryPaperStore, createPaperBroker } from '@perpdesk/broker-paper';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import type { Journal } from '@perpdesk/journal/port';
import { createSignalEngine, type Route, type SignalEngine } from '@perpdesk/signals';
import { NO_APPROVALS } from '../desk/approval/approval-rules.ts';
import { createDesk, type Desk } from '../desk/desk.ts';
import { NOON } from './desk-bench.ts';

export interface PaperAccount {
  readonly id: string;
  /** Default one-way. */
  readonly positionMode?: PositionMode;
  /** USDT; default 10 000. */
  readonly balance?: string;
}

export interface PaperBench {
  readonly desk: Desk;
  readonly engine: SignalEngine;
  readonly journal: Journal;
  readonly manager: BrokerManager;
  readonly clock: FakeClock;
  broker(id: string): Broker;
  /** Quote asset; all accounts see it. */
  setPrice(symbol: string, price: string): Promise<void>;
  stop(): Promise<void>;
}

/** Ids that differ, the same in every run. */
function countingBytes(): (size: number) => Uint8Array {
  let count = 0;
  return (size) => {
    count += 1;
    return Uint8Array.from({ length: size }, (_, index) => (count >> (8 * (size - 1 - index))) & 0xff);
  };
}

/** The desk with its engine over paper accounts, on a clock that stands at noon; prices stand until they are set. */
export async function createPaperBench(
  accounts: readonly PaperAccount[] = [{ id: 'main' }],
  routes: readonly Route[] = [],
): Promise<PaperBench> {
  const clock = createFakeClock(NOON);
  const journal = createMemoryJournal({ now: () => clock.now() });
  const manager = createBrokerManager({ clock });
  const feed = createManualPriceFeed();
  const brokers = new Map<string, Broker>();
  for (const { id, positionMode = 'one-way', balance = '10000' } of accounts) {
    const broker = createPaperBroker({
      id,
      clock,
      feed,
      store: createMemoryPaperStore(),
      positionMode,
      balances: { USDT: decimal(balance) },
      prices: { BTCUSDT: decimal('60000'), ETHUSDT: decimal('3000') },
    });
    brokers.set(id, broker);
    manager.add(broker, { leverage: 10, marginType: 'cross', tradedSymbols: ['BTCUSDT', 'ETHUSDT'] });
  }
  await manager.connectAll();
  const engine = createSignalEngine({
    manager,
    journal,
    routes,
    accountLimits: {},
    ownerTargets: () => ['desk'],
    clock,
    random: countingBytes(),
    logger: silentLogger,
  });
  await engine.start();
  let nonces = 0;
  const desk = createDesk({
    manager,
    engine,
    journal,
    clock,
    logger: silentLogger,
    createNonce: () => `nonce-nonce-nonce-${(nonces += 1)}`,
    approvals: NO_APPROVALS,
    addedRisk: createAddedRisk({ journal, clock, withinMs: 600_000 }),
    confirmTtlMs: 60_000,
    feeRates: createFeeRates({ manager, clock, standard: { maker: decimal('0.0002'), taker: decimal('0.0005') } }),
    requoteAt: decimal('0.01'),
    routes: routes.map(({ id, brokers: parts, symbols, netting }) => ({
      id,
      brokerIds: parts.map(({ brokerId }) => brokerId),
      symbols,
      netting,
    })),
  });
  return {
    desk,
    engine,
    journal,
    manager,
    clock,
    broker(id) {
      const broker = brokers.get(id);
      if (broker === undefined) throw new Error(`No account ${id} in this bench.`);
      return broker;
    },
    async setPrice(symbol, price) {
      feed.setPrice(symbol, decimal(price));
      await clock.advance(0);
    },
    async stop() {
      const stopping = Promise.all([engine.stop(0), manager.close()]);
      await clock.advance(1_000);
      await stopping;
    },
  };
}
