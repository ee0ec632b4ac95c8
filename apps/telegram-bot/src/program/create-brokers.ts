import { basename, dirname, extname, join } from 'node:path';
import type { BrokerConfig } from '@perpdesk/broker-config';
import { createBrokerRegistry, type Broker, type BrokerRegistry } from '@perpdesk/broker-core';
import { createPaperBrokerFactory, createSqlitePaperStore, type PaperStore } from '@perpdesk/broker-paper';
import type { ProgramOptions, ProgramPorts } from './program-ports.ts';

/** Kinds of broker that the program has. */
export const BROKER_TYPES = ['paper'] as const;

/** `perpdesk.db` and account `paper` → `perpdesk.paper.paper.db` beside it: the exchange is no part of the journal. */
export function paperFile(journalFile: string, brokerId: string): string {
  const name = basename(journalFile, extname(journalFile));
  return join(dirname(journalFile), `${name}.${brokerId}.paper.db`);
}

export interface BrokerSources {
  readonly storeFor: (brokerId: string) => PaperStore;
  readonly feedFor?: ProgramOptions['feedFor'];
  readonly latencyMs?: number | undefined;
}

export function createRegistry({ storeFor, feedFor, latencyMs = 0 }: BrokerSources): BrokerRegistry {
  const registry = createBrokerRegistry();
  registry.registerBroker(
    'paper',
    createPaperBrokerFactory({ storeFor, latencyMs, ...(feedFor === undefined ? {} : { feedFor }) }),
  );
  return registry;
}

export function sqlitePaperStores(journalFile: string): BrokerSources['storeFor'] {
  return (brokerId) => createSqlitePaperStore({ path: paperFile(journalFile, brokerId) });
}

/** The account as its factory makes it; it is not connected yet. */
export function createConfiguredBroker(
  registry: BrokerRegistry,
  config: BrokerConfig,
  { clock, logger }: Pick<ProgramPorts, 'clock' | 'logger'>,
): Broker {
  const { leverage, marginType, positionMode } = config.accountSettings;
  // the factory reads plain data, amounts as text
  const paper: Readonly<Record<string, unknown>> = JSON.parse(JSON.stringify(config.paper ?? {}));
  const settings = {
    ...paper,
    ...(leverage === undefined ? {} : { leverage }),
    ...(marginType === undefined ? {} : { marginType }),
    ...(positionMode === undefined ? {} : { positionMode }),
  };
  return registry.createBroker(config.type, { id: config.id, clock, logger, settings });
}
