import { createFeeRates } from '../desk/fee-rates.ts';
import { createAddedRisk } from '../desk/approval/added-risk.ts';
import { decimal, silentLogger, type Environment, type Instrument, type Position } from '@perpdesk/broker-core';
import {
  createFakeBroker,
  createFakeClock,
  fakeInstrument,
  type FakeBroker,
  type FakeClock,
} from '@perpdesk/broker-core/testing';
import { createBrokerManager, type BrokerManager } from '@perpdesk/broker-manager';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import type { Journal } from '@perpdesk/journal/port';
import { NO_APPROVALS, type ApprovalRules } from '../desk/approval/approval-rules.ts';
import { createDesk, type Desk } from '../desk/desk.ts';
import type { DeskRoute } from '../desk/desk-context.ts';
import type { DeskUser } from '../desk/desk-user.ts';
import { createFakeEngine, type FakeEngine } from './fake-engine.ts';

/** 2026-11-22 12:00:00 UTC. */
export const NOON = Date.UTC(2026, 10, 22, 12);

export const OWNER: DeskUser = { id: '111', role: 'owner', brokers: null };
export const TRADER: DeskUser = { id: '222', role: 'trader', brokers: ['main'] };
export const VIEWER: DeskUser = { id: '333', role: 'viewer', brokers: null };

export interface BenchBroker {
  readonly id: string;
  readonly environment?: Environment;
  readonly positions?: readonly Position[];
  /** In place of the bench's own. */
  readonly instruments?: readonly Instrument[];
}

export interface DeskBench {
  readonly desk: Desk;
  readonly engine: FakeEngine;
  readonly journal: Journal;
  readonly manager: BrokerManager;
  readonly clock: FakeClock;
  broker(id: string): FakeBroker;
}

const INSTRUMENTS = [
  fakeInstrument(),
  fakeInstrument({ symbol: 'ETHUSDT', baseAsset: 'ETH', tickSize: decimal('0.01') }),
  fakeInstrument({ symbol: 'BTCUSDC', quoteAsset: 'USDC' }),
  fakeInstrument({ symbol: 'BTCDOMUSDT', baseAsset: 'BTCDOM' }),
];

/** A desk over fake brokers, a scripted engine and a journal in memory; the clock stands at noon. */
export async function createDeskBench(
  brokers: readonly BenchBroker[] = [{ id: 'main' }],
  journal: Journal = createMemoryJournal(),
  routes: readonly DeskRoute[] = [],
  approvals: ApprovalRules = NO_APPROVALS,
): Promise<DeskBench> {
  const clock = createFakeClock(NOON);
  const manager = createBrokerManager({ clock });
  const fakes = new Map<string, FakeBroker>();
  for (const { id, environment = 'paper', positions = [], instruments = INSTRUMENTS } of brokers) {
    const broker = createFakeBroker({ id, environment, positions, clock, instruments });
    fakes.set(id, broker);
    manager.add(broker, { leverage: 10, marginType: 'cross', tradedSymbols: ['BTCUSDT', 'ETHUSDT'] });
  }
  await manager.connectAll();
  const engine = createFakeEngine();
  let count = 0;
  const desk = createDesk({
    manager,
    engine,
    journal,
    clock,
    logger: silentLogger,
    createNonce: () => `nonce-nonce-nonce-${(count += 1)}`,
    approvals,
    addedRisk: createAddedRisk({ journal, clock, withinMs: 600_000 }),
    confirmTtlMs: 60_000,
    feeRates: createFeeRates({ manager, clock, standard: { maker: decimal('0.0002'), taker: decimal('0.0005') } }),
    requoteAt: decimal('0.01'),
    routes,
  });
  const broker = (id: string): FakeBroker => {
    const found = fakes.get(id);
    if (found === undefined) throw new Error(`No broker ${id} in this bench.`);
    return found;
  };
  return { desk, engine, journal, manager, clock, broker };
}
