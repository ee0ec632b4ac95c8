import type { PerpdeskConfig } from '@perpdesk/broker-config';
import {
  createAlertServer,
  type AlertRoute,
  type AlertServer,
  type PostPath,
  type Readiness,
} from '@perpdesk/signals/server';
import { ALERTS_GRACE_MS } from './default-timings.ts';
import { listenOn } from './listen-on.ts';
import type { Metrics } from './metrics.ts';
import type { Core } from './open-core.ts';
import type { ProgramOptions, ProgramPorts } from './program-ports.ts';
import type { Stopper } from './stopper.ts';

export interface AlertsOptions extends Core, Pick<ProgramOptions, 'alertsGraceMs'> {
  readonly config: PerpdeskConfig;
  readonly ports: ProgramPorts;
  readonly routes: readonly AlertRoute[];
  readonly metrics: Metrics;
  readonly stopper: Stopper;
  /** Another desk drives the accounts; alerts are accepted for it. */
  readonly isStandingBy: () => boolean;
  /** `null`: there is no chat. */
  readonly isChatHealthy: () => boolean | null;
  /** Where Telegram posts, if it does. */
  readonly posts: readonly PostPath[];
  /** Takes the next free port where the wished one is in use. */
  readonly isFlexible: boolean;
}

function readinessOf({ manager, journal, isStandingBy, isChatHealthy }: AlertsOptions): Readiness {
  const state = journal.writeState();
  if (isStandingBy()) return { ready: state.isWritable, checks: { journal: state.isWritable, desk: 'standing by' } };
  const brokers = manager.health().map((it) => [`broker:${it.brokerId}`, it.isReady] as const);
  const checks = { ...Object.fromEntries(brokers), journal: state.isWritable, chat: isChatHealthy() ?? 'none' };
  const ready = Object.values(checks).every((check) => check !== false);
  return { ready, checks: state.isWritable ? checks : { ...checks, journalProblem: state.code } };
}

export interface OpenDoor {
  readonly url: string;
  /** Whose tokens and addresses count from now on. */
  configure(routes: readonly AlertRoute[]): void;
}

/** Opens the door for alerts and operators. */
export async function openAlerts(options: AlertsOptions): Promise<OpenDoor> {
  const { config, engine, metrics, ports, routes, stopper } = options;
  const readMetrics = async () => {
    metrics.setDoor(server.stats());
    return { contentType: metrics.contentType, body: await metrics.text() };
  };
  const server: AlertServer = createAlertServer({
    routes,
    trustedProxies: config.server.trustedProxies,
    engine: {
      status: () => engine.status(),
      noteRefusal: (refusal) => engine.noteRefusal(refusal),
      noteSender: (sender) => engine.noteSender(sender),
      async acceptAlert(input) {
        options.noteAlert();
        const answer = await engine.acceptAlert(input);
        metrics.countAnswer(input.routeId, answer);
        return answer;
      },
    },
    clock: ports.clock,
    logger: ports.logger,
    posts: options.posts,
    readiness: () => readinessOf(options),
    closeGraceMs: options.alertsGraceMs ?? ALERTS_GRACE_MS,
    ...(config.server.metrics ? { metrics: readMetrics } : {}),
  });
  const { host, port } = config.server;
  const wish = { port, isFlexible: options.isFlexible, key: 'server.port' };
  const { url } = await listenOn(wish, (free) => server.listen({ host, port: free }));
  stopper.push('door', async () => server.refuse());
  stopper.push('alerts', () => server.close());
  return { url, configure: (next) => server.configure(next) };
}
