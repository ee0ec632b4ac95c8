import { silentLogger, systemClock, type BrokerRegistry, type Clock, type Logger } from '@perpdesk/broker-core';
import type { BrokerManager, BrokerSettings, ConnectReport } from './broker-manager.ts';
import { toBrokerError } from './to-broker-error.ts';

/** An account as a configuration has it. */
export interface BrokerToInitialize {
  readonly id: string;
  /** The kind that its factory is registered under. */
  readonly type: string;
  /** Default true; one that is switched off is left out. */
  readonly isEnabled?: boolean;
  /** The factory's own options: credentials, endpoints, … */
  readonly settings?: unknown;
  /** What is set on the account when it connects. */
  readonly accountSettings?: BrokerSettings;
}

export interface InitializeBrokersOptions {
  /** Default: the machine's. */
  readonly clock?: Clock;
  /** Default: silent. */
  readonly logger?: Logger;
  /** Stops the waiting; what is not connected by then goes on being tried. */
  readonly abortSignal?: AbortSignal;
}

/**
 * Creates, adds and connects all of them side by side. A report for each that is switched on, in their order: whether it is
 * connected, and each setting as set, already so, or refused. One that cannot be created is no part of the manager; one that
 * cannot be connected is, and is tried again. Never rejects.
 */
export async function initializeBrokers(
  manager: BrokerManager,
  registry: Pick<BrokerRegistry, 'createBroker'>,
  brokers: readonly BrokerToInitialize[],
  options: InitializeBrokersOptions = {},
): Promise<readonly ConnectReport[]> {
  const { clock = systemClock, logger = silentLogger, abortSignal } = options;
  const wanted = brokers.filter(({ isEnabled }) => isEnabled !== false);
  const failed = new Map<string, ConnectReport>();
  for (const { id, type, settings = {}, accountSettings = {} } of wanted) {
    try {
      manager.add(registry.createBroker(type, { id, clock, logger, settings }), accountSettings);
    } catch (error) {
      failed.set(id, { brokerId: id, ok: false, error: toBrokerError(error, 'createBroker'), settings: [] });
    }
  }
  const ids = wanted.map(({ id }) => id).filter((id) => !failed.has(id));
  const reports = await manager.connectAll({ ids, ...(abortSignal === undefined ? {} : { abortSignal }) });
  const byId = new Map([...failed, ...reports.map((report) => [report.brokerId, report] as const)]);
  return wanted.flatMap(({ id }) => byId.get(id) ?? []);
}
