import type { BrokerConfig, ChatConfig, RouteConfig } from '@perpdesk/broker-config';
import type { BrokerManager } from '@perpdesk/broker-manager';
import type { Journal } from '@perpdesk/journal/port';
import type { NotifyBook } from '../notify/notify-book.ts';
import type { SpeechDirectory } from '../outbox/speech-directory.ts';
import { AWAY_MS, createAwayWatch, readAliveAt } from '../watch/away-watch.ts';
import { chatScopes } from '../watch/chat-scopes.ts';
import { createRiskWatch } from '../watch/risk-watch.ts';
import { createSilenceWatch } from '../watch/silence-watch.ts';
import { createSummaryWatch } from '../watch/summary-watch.ts';
import { createWatchRunner, type WatchRunner } from '../watch/watch-runner.ts';
import type { ProgramPorts } from './program-ports.ts';

/** What is watched, as the configuration says it. */
export interface WatchedDesk {
  readonly manager: BrokerManager;
  readonly brokers: readonly Pick<BrokerConfig, 'id' | 'warnings'>[];
  readonly routes: readonly Pick<RouteConfig, 'id' | 'relay' | 'brokers' | 'silence'>[];
  readonly chats: readonly Pick<ChatConfig, 'name' | 'summaryAt'>[];
}

export interface WatchesOptions extends WatchedDesk {
  readonly journal: Journal;
  readonly ports: Pick<ProgramPorts, 'clock' | 'logger'>;
  readonly notify: Pick<NotifyBook, 'levelFor'>;
  readonly speeches: Pick<SpeechDirectory, 'ofTarget'>;
  /** Of the owners' own chats: they hear of what no route's chat would. */
  readonly ownerTargets: readonly string[];
}

const RISK_MS = 10_000;
const AWAY_LOOK_MS = 20_000;
const MINUTE_MS = 60_000;
/** Of a chat that is no configured one. */
const SUMMARY_AT = '08:00';

/** Starts to look at what the engine does not tell: levels, silence, summaries, the desk's own absence. */
export async function startWatches(options: WatchesOptions): Promise<WatchRunner> {
  const { manager, journal, ports, routes, ownerTargets } = options;
  const { clock } = ports;
  const aliveAt = await readAliveAt(journal);
  const startedAt = clock.now();
  const wasAway = aliveAt !== null && startedAt - aliveAt >= AWAY_MS;
  const brokers = options.brokers.filter(({ id }) => manager.ids.includes(id));
  const brokerIds = brokers.map(({ id }) => id);
  const scopes = chatScopes(routes, brokerIds, ownerTargets);
  const orOwners = (targets: readonly string[]) => (targets.length === 0 ? ownerTargets : targets);
  const chatsOf = (brokerId: string) =>
    orOwners(scopes.filter((scope) => scope.brokerIds.includes(brokerId)).map(({ target }) => target));
  const risks = brokers.map(({ id, warnings }) =>
    createRiskWatch({
      brokerId: id,
      levels: warnings,
      manager,
      clock,
      journal,
      targets: chatsOf(id),
      everyMs: RISK_MS,
    }),
  );
  const silences = routes.flatMap(({ id, silence, relay }) =>
    silence === null
      ? []
      : [
          createSilenceWatch({
            routeId: id,
            silence,
            journal,
            clock,
            targets: orOwners(relay),
            heardFrom: wasAway ? startedAt : 0,
            everyMs: MINUTE_MS,
          }),
        ],
  );
  const summaries = scopes.map((scope) =>
    createSummaryWatch({
      ...scope,
      manager,
      clock,
      journal,
      summaryAt: options.chats.find(({ name }) => name === scope.target)?.summaryAt ?? SUMMARY_AT,
      timeZone: () => options.speeches.ofTarget(scope.target).timeZone,
      isWanted: (type) => options.notify.levelFor(scope.target, type) !== 'off',
      everyMs: MINUTE_MS,
    }),
  );
  const away = createAwayWatch({ manager, journal, clock, scopes, aliveAt, startedAt, everyMs: AWAY_LOOK_MS });
  const runner = createWatchRunner([away, ...risks, ...silences, ...summaries], { ...ports, journal });
  runner.start();
  return runner;
}
