import { basename, dirname, extname, join } from 'node:path';
import { factorySettings, type BrokerConfig } from '@perpdesk/broker-config';
import { createBrokerRegistry, type Broker, type BrokerFactory, type BrokerRegistry } from '@perpdesk/broker-core';
import { createPaperBrokerFactory, createSqlitePaperStore, type PaperStore } from '@perpdesk/broker-paper';
import type { ProgramOptions, ProgramPorts } from './program-ports.ts';

/** `perpdesk.db` and account `paper` → `perpdesk.paper.paper.db` beside it: the exchange is no part of the journal. */
export function paperFile(journalFile: string, brokerId: string): string {
  const name = basename(journalFile, extname(journalFile));
  return join(dirname(journalFile), `${name}.${brokerId}.paper.db`);
}

export interface BrokerSources extends Pick<ProgramOptions, 'feedFor' | 'factories'> {
  readonly storeFor: (brokerId: string) => PaperStore;
  readonly latencyMs?: number | undefined;
}

/** The factories of these accounts' kinds; an exchange's adapter is loaded only where one of them needs it. */
export async function createRegistry(
  brokers: readonly BrokerConfig[],
  { storeFor, feedFor, latencyMs = 0, factories = {} }: BrokerSources,
): Promise<BrokerRegistry> {
  const own: Readonly<Record<string, () => BrokerFactory | Promise<BrokerFactory>>> = {
    paper: () => createPaperBrokerFactory({ storeFor, latencyMs, ...(feedFor === undefined ? {} : { feedFor }) }),
    binance: async () => (await import('@perpdesk/broker-binance')).createBinanceBrokerFactory(),
  };
  const registry = createBrokerRegistry();
  for (const type of new Set(brokers.filter((it) => it.isEnabled).map((it) => it.type))) {
    const factory = factories[type] ?? (await own[type]?.());
    if (factory !== undefined) registry.registerBroker(type, factory);
  }
  return registry;
}

export function sqlitePaperStores(journalFile: string): BrokerSources['storeFor'] {
  return (brokerId) => createSqlitePaperStore({ path: paperFile(journalFile, brokerId) });
}

/** The account as its factory makes it; it is not connected yet. An exchange's secrets are handed over here and nowhere else. */
export function createConfiguredBroker(
  registry: BrokerRegistry,
  config: BrokerConfig,
  { clock, logger }: Pick<ProgramPorts, 'clock' | 'logger'>,
): Broker {
  return registry.createBroker(config.type, { id: config.id, clock, logger, settings: factorySettings(config) });
}
