import { createFeeRates } from '../desk/fee-rates.ts';
import { createAddedRisk } from '../desk/approval/added-risk.ts';
import type { PerpdeskConfig } from '@perpdesk/broker-config';
import { decimal } from '@perpdesk/broker-core';
import type { TelegramLoopback } from '@perpdesk/telegram-loopback';
import { secretsOf } from './config-secrets.ts';
import { createBodyHider } from './hide-in-bodies.ts';
import { approvalRules } from './approval-rules.ts';
import { createDesk } from '../desk/desk.ts';
import { deskRoutes } from './desk-routes.ts';
import { liveAccounts } from '../reload/live-accounts.ts';
import { createLiveConfig } from '../reload/live-config.ts';
import { liveDirectory } from '../reload/live-directory.ts';
import { isCodeUpdate } from '../receive/is-code-update.ts';
import { storePosted } from '../receive/store-posted.ts';
import { startReload, type Reload } from '../reload/start-reload.ts';
import { CONFIRM_TTL_MS, OUTBOX_TIMINGS, POLLER_TIMINGS } from './default-timings.ts';
import type { DeskLease } from './desk-lease.ts';
import { createPictureRenderer } from '../picture/render-picture.ts';
import { createDeskView } from './desk-view.ts';
import { createMetrics } from './metrics.ts';
import { openAlerts } from './open-alerts.ts';
import { ownerTargetsOf } from './owner-targets.ts';
import { openCore, type Core } from './open-core.ts';
import type { ProgramOptions, ProgramPorts } from './program-ports.ts';
import { startChat, type ChatProgram } from './start-chat.ts';
import { endStandstill } from '../standstill/end-standstill.ts';
import { watchStalls } from './stall-watch.ts';
import { startLoopback } from './start-loopback.ts';
import { chatPosts } from './chat-posts.ts';
import { createStopper } from './stopper.ts';

export interface Program extends Pick<Core, 'manager' | 'engine'> {
  /** Base of the alert server: `/hooks/<token>`, `/healthz`, `/readyz`, `/metrics`. */
  readonly url: string;
  /** The chat in the browser; `null` with a real bot. */
  readonly loopback: TelegramLoopback | null;
  /** Another desk on the same journal drives the accounts; this one accepts alerts for it, and takes over when it ends. */
  readonly isStandingBy: boolean;
  /** Records what is in flight and lets go of everything. Twice is once. */
  stop(): Promise<void>;
}

export interface StartOptions extends ProgramOptions {
  readonly config: PerpdeskConfig;
  readonly ports: ProgramPorts;
}

const STANDARD_FEES = { maker: decimal('0.0002'), taker: decimal('0.0005') };
const REQUOTE_AT = '0.01';

/**
 * Starts the whole desk; resolves when alerts and commands are taken, or when it stands by for another one and alerts are.
 *
 * @throws {JournalError} `held` and the like, if the journal cannot be opened.
 * @throws {ProgramError} for what its starter can mend: a port that is taken.
 */
export async function startProgram(options: StartOptions): Promise<Program> {
  const { config, ports, standstillMs } = options;
  const { clock, logger, random } = ports;
  const { telegram } = config;
  const stopper = createStopper({ clock, logger });
  if (standstillMs !== undefined) {
    stopper.push('standstill', endStandstill({ clock, logger, limitMs: standstillMs }));
  }
  const metrics = createMetrics();
  const meter = ports.createStallMeter?.();
  if (meter !== undefined) {
    stopper.push('stalls', watchStalls({ clock, logger, meter, onStall: (ms) => metrics.countStall(ms) }));
  }
  const live = createLiveConfig(config);
  const { accountLimits } = live;
  const users = () => (live.current().telegram?.users ?? []).map(({ id, role, brokers }) => ({ id, role, brokers }));
  let chat: ChatProgram | null = null;
  let loopback: TelegramLoopback | null = null;
  let isStandingBy = false;

  /** Everything that one desk at a time may do. */
  async function drive(core: Core): Promise<void> {
    const { journal, manager } = core;
    await core.drive();
    loopback = telegram?.isLoopback === true ? await startLoopback(config, options.loopbackPort) : null;
    if (loopback !== null) {
      const { close } = loopback;
      stopper.push('chat page', close);
    }
    const token = loopback?.token ?? telegram?.token?.reveal();
    if (token === undefined) return;
    const directory = liveDirectory(live);
    const draw = createPictureRenderer({ clock, logger });
    chat = await startChat({
      token,
      webhookUrl: telegram?.webhookUrl ?? null,
      isShared: core.lease !== null,
      apiRoot: loopback?.url ?? telegram?.apiRoot ?? null,
      users: users(),
      brokerIds: manager.ids,
      engine: core.engine,
      desk: createDesk({
        ...core,
        clock,
        logger,
        createNonce: () => Buffer.from(random(16)).toString('base64url'),
        approvals: approvalRules(telegram, directory, () => live.current().telegram?.users ?? []),
        addedRisk: createAddedRisk({ journal, clock, withinMs: telegram?.approval.withinMs ?? 0 }),
        confirmTtlMs: CONFIRM_TTL_MS,
        feeRates: createFeeRates({ manager, clock, standard: STANDARD_FEES }),
        requoteAt: decimal(REQUOTE_AT),
        get routes() {
          return deskRoutes(live.current().routes);
        },
      }),
      directory,
      speech: { language: telegram?.language ?? 'en', timeZone: telegram?.timeZone ?? 'UTC' },
      journal,
      watched: { manager, brokers: config.brokers, routes: config.routes, chats: telegram?.chats ?? [] },
      view: createDeskView({ manager, clock, journal }, draw),
      draw,
      metrics,
      ports,
      stopper,
      outboxTimings: { ...OUTBOX_TIMINGS, ...options.outboxTimings },
      pollerTimings: { ...POLLER_TIMINGS, ...options.pollerTimings },
    });
  }
  /** Until the desk that drives the accounts has ended. */
  async function standBy(core: Core, lease: DeskLease, reload: Reload): Promise<void> {
    try {
      if (!(await lease.take())) return;
      logger.info('taking over');
      await drive(core);
      isStandingBy = false;
      await reload.again();
    } catch (error) {
      logger.error('could not take over', { error });
      options.onTakenOver?.();
    }
  }

  try {
    const onMessages = (targets: readonly string[]) => chat?.outbox.wake(targets);
    const hider = createBodyHider(secretsOf(config));
    const hideSecrets = (text: string) => hider.hide(text);
    const core = await openCore({
      ...options,
      routes: live.routes,
      accountLimits,
      ownerTargets: () => (telegram === null ? [] : ownerTargetsOf(users(), liveDirectory(live))),
      metrics,
      stopper,
      hideSecrets,
      onMessages,
    });
    const { manager, engine, lease } = core;
    isStandingBy = lease !== null && !(await lease.tryTake());
    if (!isStandingBy) await drive(core);
    const door = await openAlerts({
      ...options,
      ...core,
      routes: live.routes,
      metrics,
      stopper,
      isStandingBy: () => isStandingBy,
      posts: chatPosts(config, async (body) => {
        if (chat !== null) return chat.takeUpdate(body);
        const aside = { journal: core.journal, now: () => clock.now(), isSecret: isCodeUpdate };
        return isStandingBy ? storePosted(aside, body) : 503;
      }),
      isChatHealthy: () => chat?.isHealthy ?? null,
      isFlexible: options.isEmbedded === true,
    });
    const reload = await startReload({
      ...options,
      onConfig(next) {
        hider.learn(secretsOf(next));
        options.onConfig?.(next);
      },
      live,
      accounts: liveAccounts(core),
      journal: core.journal,
      stopper,
      isTelling: () => chat !== null,
      isDriving: () => !isStandingBy,
      onAdopted() {
        const known = new Set(engine.routes().map(({ id }) => id));
        for (const route of live.routes) if (!known.has(route.id)) engine.addRoute(route);
        door.configure(live.routes);
        chat?.configure(users());
      },
    });
    if (isStandingBy && lease !== null) void standBy(core, lease, reload);
    return {
      url: door.url,
      manager,
      engine,
      get loopback() {
        return loopback;
      },
      get isStandingBy() {
        return isStandingBy;
      },
      stop: () => stopper.stop(),
    };
  } catch (error) {
    await stopper.stop();
    throw error;
  }
}
