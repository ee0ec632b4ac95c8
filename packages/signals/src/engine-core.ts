import { silentLogger, systemClock } from '@perpdesk/broker-core';
import type { SignalRow } from '@perpdesk/journal/port';
import { decide } from './asks/decide.ts';
import { openAsks, quoteAsk } from './asks/open-asks.ts';
import type { StoredSignal } from './book/stored-signal.ts';
import { checkRouteId } from './define-route.ts';
import { DEFAULT_TIMINGS, type SignalEngineOptions } from './engine-options.ts';
import type { SignalEngine } from './engine.ts';
import { acceptAlert, type InboxOptions } from './inbox/accept-alert.ts';
import { addsRisk, refuseTrade, toStoredTrade, toTradeRow } from './inbox/accept-trade.ts';
import { UNAVAILABLE } from './inbox/answer.ts';
import { isKnownSender, noteSender } from './inbox/note-sender.ts';
import { createRouteBudget } from './inbox/route-budget.ts';
import { createSendersAside } from './inbox/senders-aside.ts';
import { storeRefusal } from './inbox/store-refusal.ts';
import { applyAccepted } from './lanes/apply-accepted.ts';
import { readMarkPrice } from './lanes/mark-prices.ts';
import { pauseDesk, resumeDesk } from './lanes/set-pause.ts';
import { createSecretHider } from './parse/hide-secrets.ts';
import type { Route } from './route.ts';
import { runPanic } from './panic/run-panic.ts';
import { holdAlive } from './hold-alive.ts';
import { routeState } from './routes/route-state.ts';
import { createRoutesAside } from './routes/routes-aside.ts';
import { switchRoute } from './routes/switch-route.ts';
import { createRunKeeper } from './run-keeper.ts';
import { statusOf } from './status.ts';
import { toStandIn, UNWRITABLE } from './to-stand-in.ts';
import { sentence } from './sentences/sentence.ts';

export interface EngineCore {
  readonly engine: SignalEngine;
  /** Stores a signal of a program and applies it. @throws {JournalError} if it was not stored. */
  submit(row: SignalRow, stored: StoredSignal): Promise<{ readonly fresh: boolean; readonly row: SignalRow }>;
  /** Whether anything that adds risk can be taken. */
  isWritable(): boolean;
  /** A new id for a signal. */
  newId(): string;
}

/** Refusals of a route that are told; the rest are stored and counted. */
const TOLD_PER_MINUTE = 10;
/** Refusals of a route that are stored; the rest are answered and counted. */
const REFUSED_PER_MINUTE = 600;
/** New addresses of a route that are kept and told; whoever shows more is heard of again. */
const SENDERS_PER_MINUTE = 5;

const dayOf = (at: number): number => Math.floor(at / 86_400_000);

function hashesOf({ tokenHashes, secretHash }: Route): readonly string[] {
  return secretHash === null ? tokenHashes : [...tokenHashes, secretHash];
}

export function createEngineCore(options: SignalEngineOptions): EngineCore {
  const { clock = systemClock, logger = silentLogger, isShared = false } = options;
  const journal = toStandIn(options.journal, clock);
  for (const { id } of options.routes) checkRouteId(id);
  const routes = new Map(options.routes.map((route) => [route.id, route]));
  const hider = createSecretHider(options.routes.flatMap(hashesOf));
  const keeper = createRunKeeper({
    ...options,
    journal,
    clock,
    logger,
    routes: () => [...routes.values()],
    onPickedUp({ id, receivedAt }) {
      if (!counted.has(id)) count(receivedAt);
    },
  });
  const budgetOf = (perMinute: number) => createRouteBudget(() => clock.now(), perMinute);
  const budget = budgetOf(TOLD_PER_MINUTE);
  const room = budgetOf(REFUSED_PER_MINUTE);
  const senders = budgetOf(SENDERS_PER_MINUTE);
  const routeAside = createRoutesAside(journal, () => clock.now());
  const noteSenderAside = createSendersAside({ journal, now: () => clock.now(), budget: senders });
  let signalDay = { day: 0, count: 0 };
  /** Accepted here, and not applied yet. */
  const counted = new Set<string>();

  const count = (receivedAt: number): void => {
    const day = dayOf(receivedAt);
    signalDay = { day, count: (signalDay.day === day ? signalDay.count : 0) + 1 };
  };
  const apply = (stored: StoredSignal): void => {
    count(stored.signal.receivedAt);
    // the instance that drives the accounts takes it up
    if (isShared && keeper.live() === null) return;
    counted.add(stored.signal.id);
    keeper.apply(stored, async (run) => {
      run.probe('after-answer');
      await applyAccepted(run, stored).finally(() => counted.delete(stored.signal.id));
    });
  };
  const isWritable = (): boolean => journal.writeState().isWritable;
  const submit = async (row: SignalRow, stored: StoredSignal) => {
    const result = await journal.acceptSignal(row, []);
    if (result.fresh) apply(stored);
    return result;
  };

  const inbox: InboxOptions = {
    journal,
    relay: {
      now: () => clock.now(),
      accountTag: (brokerId) => ({ brokerId, environment: options.manager.view(brokerId).environment }),
    },
    newId: () => keeper.newId(),
    repeatMs: options.options?.repeatMs ?? DEFAULT_TIMINGS.repeatMs,
    untimed: new Map(),
    budget,
    room,
    hide: (text) => hider.hide(options.hideSecrets?.(text) ?? text),
    beforeCommit: () => options.probe?.('before-inbox-commit'),
  };
  /** Whether alerts can be accepted: to be applied here, or by the instance that drives the accounts. */
  const isOpen = (): boolean => keeper.live() !== null || (isShared && !keeper.isStopping);

  const engine: SignalEngine = {
    async start() {
      await holdAlive(clock, () => keeper.start());
      const rows = await journal.listSignals({ newest: 1_000 });
      for (const row of rows)
        if (row.signal !== null && dayOf(row.receivedAt) === dayOf(clock.now())) count(row.receivedAt);
    },
    stop: (timeoutMs = 10_000) => holdAlive(clock, () => keeper.stop(timeoutMs)),
    idle: () => holdAlive(clock, () => keeper.idle()),
    addRoute(route) {
      checkRouteId(route.id);
      if (routes.has(route.id)) throw new RangeError(`There is a route ${JSON.stringify(route.id)} already.`);
      routes.set(route.id, route);
      hider.learn(hashesOf(route));
      keeper.addRoute(route);
    },
    routes: () => [...routes.values()].map((route) => routeState(keeper.current(), route)),
    async switchRoute(request) {
      const route = routes.get(request.routeId);
      const run = keeper.live();
      if (route === undefined) return { ok: false, code: 'unknown', detail: sentence('no-such-route') };
      if (run === null || !isWritable()) return { ok: false, code: 'not-ready', detail: sentence('cannot-write') };
      return switchRoute(run, route, request);
    },
    status: () => statusOf(keeper.current(), keeper.isStopping, signalDay, clock.now()),

    async acceptAlert(input) {
      const route = routes.get(input.routeId);
      if (route === undefined || !isOpen()) return UNAVAILABLE;
      try {
        // as a person has switched it
        const known = keeper.current()?.routes.get(route.id);
        const standing = known ?? (isShared ? await routeAside(route) : route);
        const accepted = await acceptAlert(inbox, standing, input);
        options.probe?.('after-inbox-commit');
        if (accepted.signal !== null) apply({ signal: accepted.signal, order: null, relay: null });
        return accepted.answer;
      } catch (error) {
        logger.error('an alert could not be stored', { routeId: input.routeId, error });
        return UNAVAILABLE;
      }
    },

    async noteRefusal(refusal) {
      const route = routes.get(refusal.routeId);
      if (route === undefined || !isOpen()) return;
      try {
        await storeRefusal(inbox, route, refusal);
      } catch (error) {
        logger.error('a refusal could not be stored', { routeId: refusal.routeId, error });
      }
    },

    async noteSender(sender) {
      const route = routes.get(sender.routeId);
      const run = keeper.live();
      if (route !== undefined && isShared && keeper.current() === null) return noteSenderAside(route, sender);
      if (route === undefined || run === null || isKnownSender(run, sender) || !senders.take(route.id)) return;
      // the run is started anew where this could not be written
      await noteSender(run, route, sender).catch(() => {});
    },

    async trade(command) {
      const run = keeper.live();
      if (run === null) return { ok: false, code: 'broker-not-ready', detail: sentence('desk-not-ready') };
      const refusal = refuseTrade(run, command);
      if (refusal !== null) return refusal;
      if (addsRisk(command) && !isWritable()) return { ok: false, code: 'journal-unwritable', detail: UNWRITABLE };
      // what is planned at once finds the price in memory: for limits, and to see on which side a stop is
      if (addsRisk(command) || command.type === 'protect') await readMarkPrice(run, command.brokerId, command.symbol);
      const stored = toStoredTrade(run, command, run.newId());
      const { fresh, row } = await submit(toTradeRow(command, stored), stored);
      return { ok: true, signalId: row.id, repeat: !fresh };
    },

    async decide(answer) {
      const run = keeper.live();
      if (run === null) return { ok: false, code: 'not-ready', detail: sentence('desk-not-ready-answer') };
      if (answer.decision === 'place' && !isWritable()) return { ok: false, code: 'not-ready', detail: UNWRITABLE };
      return decide(run, answer);
    },
    asks() {
      const run = keeper.live();
      return run === null ? [] : openAsks(run);
    },
    async quoteAsk(sizes) {
      const run = keeper.live();
      if (run === null) return { ok: false, code: 'not-ready', detail: sentence('desk-not-ready-answer') };
      return quoteAsk(run, sizes);
    },
    panic: (request) => holdAlive(clock, () => runPanic(keeper.panicDesk(), request)),
    async pause(actor, relay) {
      await pauseDesk(keeper.demand(), actor, relay);
    },
    async resume(actor, relay) {
      await resumeDesk(keeper.demand(), actor, relay);
      keeper.flags.clear();
    },
  };
  return { engine, submit, isWritable, newId: () => keeper.newId() };
}
