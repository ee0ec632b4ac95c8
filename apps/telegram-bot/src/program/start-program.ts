import type { PerpdeskConfig } from '@perpdesk/broker-config';
import { decimal } from '@perpdesk/broker-core';
import { createBrokerManager, type BrokerManager } from '@perpdesk/broker-manager';
import { openSqliteJournal } from '@perpdesk/journal';
import { createSignalEngine, type SignalEngine } from '@perpdesk/signals';
import { createAlertServer, type Readiness } from '@perpdesk/signals/server';
import { createTelegramLoopback, type TelegramLoopback } from '@perpdesk/telegram-loopback';
import { createDesk } from '../desk/desk.ts';
import { createChatDirectory } from '../outbox/chat-directory.ts';
import { createObservedJournal } from '../outbox/observed-journal.ts';
import { createConfiguredBroker, createRegistry, sqlitePaperStores } from './create-brokers.ts';
import { createDeskView } from './desk-view.ts';
import { CONFIRM_TTL_MS, CONNECT_WAIT_MS, OUTBOX_TIMINGS, POLLER_TIMINGS } from './default-timings.ts';
import { listenOn } from './listen-on.ts';
import { createMetrics } from './metrics.ts';
import type { ProgramOptions, ProgramPorts } from './program-ports.ts';
import { startChat, type ChatProgram } from './start-chat.ts';
import { createStopper, type StopStep } from './stopper.ts';
import { toRoutes } from './to-routes.ts';

const LOOPBACK_PORT = 8081;
const PAGE_BOT = { id: 7_000_000_001, username: 'perpdesk_bot', name: 'Perpdesk' } as const;
const STRANGER_ID = 9_000_001;

export interface Program {
  /** Base of the alert server: `/hooks/<token>`, `/healthz`, `/readyz`, `/metrics`. */
  readonly url: string;
  /** The chat in the browser; `null` with a real bot. */
  readonly loopback: TelegramLoopback | null;
  readonly manager: BrokerManager;
  readonly engine: SignalEngine;
  /** Records what is in flight and lets go of everything. Twice is once. */
  stop(): Promise<void>;
}

export interface StartOptions extends ProgramOptions {
  readonly config: PerpdeskConfig;
  readonly ports: ProgramPorts;
}

/**
 * Starts the whole desk; resolves when alerts and commands are taken.
 *
 * @throws {JournalError} `held` and the like, if the journal cannot be opened.
 * @throws {ProgramError} for what its starter can mend: a port that is taken.
 */
export async function startProgram({ config, ports, ...options }: StartOptions): Promise<Program> {
  const { clock, logger, random } = ports;
  const stopper = createStopper({ clock, logger });
  const onStop = (name: string, stop: StopStep['stop']) => stopper.push({ name, stop });
  try {
    const metrics = createMetrics();
    const file = await openSqliteJournal({ path: config.journal.file, now: () => clock.now() });
    onStop('journal', () => file.close());
    let chat: ChatProgram | null = null;
    const journal = createObservedJournal(file, {
      onMessages: (targets) => chat?.outbox.wake(targets),
      onChanges: (changes) => metrics.countChanges(changes),
    });

    const manager = createBrokerManager({ clock, logger, random: ports.jitter });
    onStop('accounts', () => manager.close());
    const registry = createRegistry({ storeFor: sqlitePaperStores(config.journal.file), feedFor: options.feedFor });
    for (const broker of config.brokers.filter((it) => it.isEnabled)) {
      manager.add(createConfiguredBroker(registry, broker, ports), broker.accountSettings);
    }
    const routes = toRoutes(config.routes);
    const engine = createSignalEngine({
      manager,
      journal,
      routes,
      random,
      clock,
      logger,
      ...(options.engineTimings === undefined ? {} : { options: options.engineTimings }),
      ...(options.probe === undefined ? {} : { probe: options.probe }),
    });
    metrics.watch({ manager, engine, journal, now: () => clock.now() });
    await manager.connectAll({ abortSignal: AbortSignal.timeout(CONNECT_WAIT_MS) });
    await engine.start();

    const { telegram } = config;
    const users = telegram?.users ?? [];
    const directory = createChatDirectory(
      (telegram?.chats ?? []).map((it) => ({ ...it, notify: {} })),
      config.routes.map((route) => ({ brokerIds: route.brokers.map((it) => it.brokerId), relay: route.relay })),
    );
    const desk = createDesk({
      manager,
      engine,
      journal,
      clock,
      logger,
      createNonce: () => Buffer.from(random(16)).toString('base64url'),
      confirmTtlMs: CONFIRM_TTL_MS,
      takerFeeRate: decimal('0.0005'),
      requoteAt: decimal('0.01'),
    });
    const loopback = telegram?.isLoopback === true ? await startLoopback(config, options) : null;
    if (loopback !== null) onStop('chat page', () => loopback.close());
    const token = loopback?.token ?? telegram?.token?.reveal();
    if (token !== undefined) {
      const started = await startChat({
        token,
        apiRoot: loopback?.url ?? telegram?.apiRoot ?? null,
        users,
        desk,
        directory,
        journal,
        view: createDeskView(manager),
        metrics,
        ports,
        outboxTimings: { ...OUTBOX_TIMINGS, ...options.outboxTimings },
        pollerTimings: { ...POLLER_TIMINGS, ...options.pollerTimings },
      });
      chat = started;
      onStop('outbox', () => started.outbox.stop());
      onStop('commands', () => started.stopReceiving());
    }

    const readiness = (): Readiness => {
      const brokers = manager.health().map((it) => [`broker:${it.brokerId}`, it.isReady] as const);
      const checks = { ...Object.fromEntries(brokers), chat: chat === null ? 'none' : chat.isHealthy };
      return { ready: Object.values(checks).every((check) => check !== false), checks };
    };
    const server = createAlertServer({
      routes,
      engine: {
        status: () => engine.status(),
        async acceptAlert(input) {
          const answer = await engine.acceptAlert(input);
          metrics.countAnswer(input.routeId, answer);
          return answer;
        },
      },
      clock,
      logger,
      readiness,
      ...(config.server.metrics
        ? {
            metrics: async () => {
              metrics.setUnknownRoutes(server.stats().unknownTokens);
              return { contentType: metrics.contentType, body: await metrics.text() };
            },
          }
        : {}),
    });
    const wish = { port: config.server.port, isFlexible: options.isEmbedded === true, key: 'server.port' };
    const { url } = await listenOn(wish, (port) => server.listen({ host: config.server.host, port }));
    onStop('alerts', () => server.close());
    // alerts that come while the engine ends are answered 503, so that their sender tries again
    onStop('engine', () => engine.stop());
    return { url, loopback, manager, engine, stop: () => stopper.stop() };
  } catch (error) {
    await stopper.stop();
    throw error;
  }
}

/** The chat in the browser: the configured people, and one whom the desk does not know. */
function startLoopback({ telegram }: PerpdeskConfig, options: ProgramOptions): Promise<TelegramLoopback> {
  const users = (telegram?.users ?? []).map(({ id, role }) => ({
    id: Number.parseInt(id, 10),
    name: `${role.slice(0, 1).toUpperCase()}${role.slice(1)}`,
  }));
  const stranger = { id: Math.max(STRANGER_ID, ...users.map(({ id }) => id + 1)), name: 'Stranger' };
  const port = options.loopbackPort ?? LOOPBACK_PORT;
  return listenOn({ port, isFlexible: true, key: 'the chat page' }, (free) =>
    createTelegramLoopback({ port: free, bot: PAGE_BOT, users: [...users, stranger] }),
  );
}
