import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import type { BrokerManager } from '@perpdesk/broker-manager';
import type { StandInJournal } from '@perpdesk/journal/memory';
import type { JournalChange } from '@perpdesk/journal/port';
import type { AlertAnswer, SignalEngine } from '@perpdesk/signals';
import type { AlertServerStats } from '@perpdesk/signals/server';

export interface Metrics {
  countAnswer(routeId: string, answer: Pick<AlertAnswer, 'result' | 'code'>): void;
  /** Of the alert server, so far. */
  setDoor(stats: Pick<AlertServerStats, 'unknownTokens' | 'routes'>): void;
  countChanges(changes: readonly JournalChange[]): void;
  /** One durable write of the journal. */
  countCommit(): void;
  countDelivery(outcome: string): void;
  countDenied(): void;
  /** @param ms How long the event loop stood still. */
  countStall(ms: number): void;
  /** Gauges are read when the page is asked for. */
  watch(sources: {
    readonly manager: BrokerManager;
    readonly engine: SignalEngine;
    readonly journal: StandInJournal;
    readonly now: () => number;
  }): void;
  /** Prometheus text. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** Counters and gauges of one program; names and labels hold no secret and no person. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const counter = (name: string, help: string, labelNames: readonly string[] = []) =>
    new Counter({ name: `perpdesk_${name}`, help, labelNames, registers });
  const gauge = (name: string, help: string, labelNames: readonly string[] = []) =>
    new Gauge({ name: `perpdesk_${name}`, help, labelNames, registers });

  collectDefaultMetrics({ register: registry });
  const signals = counter('signals_total', 'Alerts by their answer.', ['route', 'result', 'code']);
  const unknownRoutes = counter('unknown_routes_total', 'Requests to a path that no route has.');
  const oldTokens = counter('old_tokens_total', 'Requests with a token that is being replaced.', ['route']);
  const foreign = counter('foreign_addresses_total', 'Requests from an address that is not allowed.', ['route']);
  const limited = counter('limited_alerts_total', 'Alerts beyond the rate of their route.', ['route']);
  const orders = counter('orders_total', 'Order intents by the state that they came to.', ['state']);
  const commits = counter('journal_commits_total', 'Durable writes of the journal, those of its inbox included.');
  const deliveries = counter('messages_total', 'Chat messages by what became of a send.', ['outcome']);
  const denied = counter('chat_denied_total', 'Strangers turned away in the chat.');
  const stalls = counter('event_loop_stalls_total', 'Looks that found that the process stood still for over 200 ms.');
  const stall = gauge('event_loop_stall_seconds', 'How long it stood still the last time.');
  const pending = gauge('outbox_pending', 'Chat messages that wait.');
  const oldest = gauge('outbox_oldest_seconds', 'Age of the oldest that waits.');
  const dead = gauge('outbox_dead', 'Chat messages that cannot be delivered.');
  const ready = gauge('broker_ready', '1: connected, snapshot read, stream running.', ['broker']);
  const paused = gauge('paused', '1: entries are blocked by /pause or /panic.');
  const unknown = gauge('orders_unknown', 'Orders whose outcome is not known yet.');
  const operator = gauge('orders_needing_operator', 'Orders that nothing can prove.');
  const writable = gauge('journal_writable', '1: what is done is recorded; 0: memory stands in, and no entry begins.');
  const unwritten = gauge('journal_unwritten', 'Writes that are in memory alone.');
  let read = async () => {};

  return {
    countAnswer: (route, { result, code }) => signals.inc({ route, result, code: code ?? 'none' }),
    setDoor({ unknownTokens, routes }) {
      for (const it of [unknownRoutes, oldTokens, foreign, limited]) it.reset();
      unknownRoutes.inc(unknownTokens);
      for (const [route, counted] of Object.entries(routes)) {
        oldTokens.inc({ route }, counted.oldTokens);
        foreign.inc({ route }, counted.foreignAddresses);
        limited.inc({ route }, counted.limited);
      }
    },
    countChanges(changes) {
      for (const change of changes) {
        if (change.type === 'intent-update' && change.patch.state !== undefined)
          orders.inc({ state: change.patch.state });
      }
    },
    countCommit: () => commits.inc(),
    countDelivery: (outcome) => deliveries.inc({ outcome }),
    countDenied: () => denied.inc(),
    countStall(ms) {
      stalls.inc();
      stall.set(ms / 1000);
    },
    watch({ manager, engine, journal, now }) {
      read = async () => {
        writable.set(journal.writeState().isWritable ? 1 : 0);
        unwritten.set(journal.standing()?.unwritten ?? 0);
        const depth = await journal.outboxDepth();
        pending.set(depth.pending);
        dead.set(depth.dead);
        oldest.set(depth.oldestAt === null ? 0 : (now() - depth.oldestAt) / 1000);
        for (const health of manager.health()) ready.set({ broker: health.brokerId }, health.isReady ? 1 : 0);
        const status = engine.status();
        paused.set(status.paused || status.panicBlocked ? 1 : 0);
        unknown.set(status.unknown);
        operator.set(status.needsOperator);
      };
    },
    async text() {
      await read();
      return await registry.metrics();
    },
    contentType: registry.contentType,
  };
}
