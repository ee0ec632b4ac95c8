import type { BrokerConfig, PerpdeskConfig } from '@perpdesk/broker-config';
import { BrokerError } from '@perpdesk/broker-core';
import { createBrokerManager, type BrokerManager, type ConnectReport, type OrderGate } from '@perpdesk/broker-manager';
import { type StandInJournal, withStandIn } from '@perpdesk/journal/memory';
import { createSignalEngine, type EngineTimings, type Limits, type Route, type SignalEngine } from '@perpdesk/signals';
import { createObservedJournal } from '../outbox/observed-journal.ts';
import { admitKey, assertAdmitted } from './admit-key.ts';
import { createAlertRush } from './alert-rush.ts';
import { createConfiguredBroker, createRegistry, sqlitePaperStores } from './create-brokers.ts';
import { CONNECT_WAIT_MS, ENGINE_STOP_MS } from './default-timings.ts';
import type { DeskLease } from './desk-lease.ts';
import type { Metrics } from './metrics.ts';
import { openDeskJournal } from './open-desk-journal.ts';
import type { ProgramOptions, ProgramPorts } from './program-ports.ts';
import { pruneStreams, startPruning } from './prune-journal.ts';
import type { Stopper } from './stopper.ts';

/** What trades, without anybody to talk to. */
export interface Core {
  /** Under which it may be driven; `null`: it may. */
  readonly lease: DeskLease | null;
  /** Or what stands in for it. */
  readonly journal: StandInJournal;
  readonly manager: BrokerManager;
  readonly engine: SignalEngine;
  /** An alert of a route has come in, and is about to be accepted. */
  readonly noteAlert: () => void;
  /** Connects an account with other keys, and takes them up where they show the same account. Never rejects. */
  rotate(broker: BrokerConfig): Promise<ConnectReport>;
  /** Connects the accounts and starts the engine, which settles what a crash, or another desk, left open. */
  drive(): Promise<void>;
}

export interface CoreOptions extends ProgramOptions {
  readonly config: PerpdeskConfig;
  readonly ports: ProgramPorts;
  readonly routes: readonly Route[];
  readonly accountLimits: Readonly<Record<string, Partial<Limits>>>;
  /** Names of the owners' own chats. */
  readonly ownerTargets: () => readonly string[];
  readonly metrics: Metrics;
  readonly stopper: Stopper;
  /** Blanks what is secret in a text of an alert. */
  readonly hideSecrets: (text: string) => string;
  /** For these chats the journal holds new messages. */
  readonly onMessages: (targets: readonly string[]) => void;
}

/** Opens the journal and sets up accounts and engine; nothing is driven yet. */
export async function openCore(options: CoreOptions): Promise<Core> {
  const { config, ports, metrics, stopper } = options;
  const { clock, logger, random } = ports;
  const opened = await openDeskJournal(options);
  const standIn = withStandIn(opened.journal, { now: () => clock.now() });
  const journal = createObservedJournal(standIn, {
    onMessages: options.onMessages,
    onChanges: (changes) => metrics.countChanges(changes),
    onWrite(isWritten) {
      if (isWritten && standIn.standing() === null) metrics.countCommit();
    },
  });
  let stopPruning = () => {};
  stopper.push('journal', () => {
    stopPruning();
    const last = standIn.standing() === null ? Promise.resolve() : standIn.reconcile();
    return last.then(
      () => opened.close(),
      () => opened.close(),
    );
  });

  const manager = createBrokerManager({ clock, logger, random: ports.jitter, gate: engineOnly });
  stopper.push('accounts', () => manager.close());
  const registry = await createRegistry(config.brokers, {
    ...options,
    storeFor: sqlitePaperStores(config.journal.file),
    latencyMs: options.paperLatencyMs,
  });
  const brokers = config.brokers.filter((it) => it.isEnabled);
  for (const broker of brokers) {
    manager.add(createConfiguredBroker(registry, broker, ports), broker.accountSettings, admitKey(broker, logger));
  }
  const rush = createAlertRush(clock);
  const engine = createSignalEngine({
    manager,
    journal,
    routes: options.routes,
    accountLimits: options.accountLimits,
    ownerTargets: options.ownerTargets,
    hideSecrets: options.hideSecrets,
    random,
    isShared: opened.lease !== null,
    clock: rush.clock,
    logger,
    options: { ...marginsOf(brokers, options.engineTimings), ...options.engineTimings },
    ...(options.probe === undefined ? {} : { probe: options.probe }),
  });
  stopper.push('engine', () => engine.stop(ENGINE_STOP_MS));
  metrics.watch({ manager, engine, journal, now: () => clock.now() });
  return {
    lease: opened.lease,
    journal,
    manager,
    engine,
    noteAlert: rush.note,
    async rotate(broker) {
      try {
        const next = createConfiguredBroker(registry, broker, ports);
        return await manager.replace(broker.id, next, admitKey(broker, logger));
      } catch (error) {
        const message = `The keys of ${broker.id} cannot be used: their form is not one that ${broker.type} takes.`;
        const refusal = BrokerError.is(error)
          ? error
          : new BrokerError('invalid-request', { operation: 'rotate', message });
        return { brokerId: broker.id, ok: false, error: refusal, settings: [] };
      }
    },
    async drive() {
      assertAdmitted(await manager.connectAll({ abortSignal: AbortSignal.timeout(CONNECT_WAIT_MS) }));
      await pruneStreams(journal, config.journal.retentionMs, clock, logger);
      await engine.start();
      stopPruning = startPruning(journal, config.journal.retentionMs, clock, logger);
    },
  };
}

/** Every order of this program is marked in its journal before it is sent. */
const engineOnly: OrderGate = async () => {
  const message = 'The engine alone sends orders here: make it a signal or a command.';
  throw new BrokerError('unsupported', { operation: 'placeOrder', message });
};

/** Of each account; one that is given for all stands over them. */
function marginsOf(
  brokers: readonly BrokerConfig[],
  given: CoreOptions['engineTimings'] = {},
): Pick<EngineTimings, 'absenceMargins'> {
  if (given.absenceMarginMs !== undefined) return { absenceMargins: {} };
  return { absenceMargins: Object.fromEntries(brokers.map((it) => [it.id, it.absenceMarginMs])) };
}
