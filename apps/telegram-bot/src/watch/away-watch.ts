import { decimal, formatDecimal, ZERO } from '@perpdesk/broker-core';
import type { BrokerManager } from '@perpdesk/broker-manager';
import type { Clock } from '@perpdesk/broker-core';
import type { Journal, JournalChange } from '@perpdesk/journal/port';
import type { ChatScope } from './chat-scopes.ts';
import type { AwayMessage } from './watch-message.ts';
import { watchRows } from './watch-rows.ts';
import type { Watch } from './watch-runner.ts';

export interface AwayWatchOptions {
  readonly manager: BrokerManager;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly scopes: readonly ChatScope[];
  /** When the desk was alive last before it started; `null`: never. */
  readonly aliveAt: number | null;
  /** Unix ms. */
  readonly startedAt: number;
  readonly everyMs: number;
}

const ALIVE = 'desk-alive';
/** Shorter absences are a restart like others. */
export const AWAY_MS = 90_000;
/** So long accounts have to connect and to be read; then it is told without them. */
const PATIENCE_MS = 60_000;

/** When a desk on this journal was alive last, Unix ms; `null`: there was none. */
export async function readAliveAt(journal: Journal): Promise<number | null> {
  const text = (await journal.readFlags())[ALIVE];
  return text === undefined ? null : Number.parseInt(text, 10);
}

/** Notes now and then that the desk is alive; and after an absence tells once what happened meanwhile. */
export function createAwayWatch(options: AwayWatchOptions): Watch {
  const { manager, journal, clock, aliveAt, startedAt } = options;
  let isTold = aliveAt === null || startedAt - aliveAt < AWAY_MS;

  async function readAccount(brokerId: string, fromAt: number): Promise<AwayMessage['accounts'][number]> {
    const { environment, isReady } = manager.view(brokerId);
    const rows = await journal.listFills({ brokerId, venueFrom: fromAt });
    const fills = rows.filter(({ venueAt }) => venueAt < startedAt);
    return {
      account: { brokerId, environment },
      isUnread: !isReady,
      fills: fills.length,
      realizedPnl: formatDecimal(fills.reduce((sum, { realizedPnl }) => sum.plus(decimal(realizedPnl)), ZERO)),
      symbols: [...new Set(fills.map(({ symbol }) => symbol))],
    };
  }

  async function tell(fromAt: number): Promise<readonly JournalChange[]> {
    const ids = [...new Set(options.scopes.flatMap(({ brokerIds }) => brokerIds))];
    const accounts = await Promise.all(ids.map((id) => readAccount(id, fromAt)));
    return options.scopes.flatMap(({ target, brokerIds }) => {
      const own = accounts.filter(({ account }) => brokerIds.includes(account.brokerId));
      const message = { type: 'desk.away', fromAt, toAt: startedAt, accounts: own } as const;
      return watchRows(message, { eventId: `away:${fromAt}`, targets: [target], now: clock.now() });
    });
  }

  return {
    name: 'away',
    everyMs: options.everyMs,
    async look() {
      const now = clock.now();
      const beat: JournalChange = { type: 'flag-put', name: ALIVE, value: `${now}` };
      if (isTold || aliveAt === null) return { changes: [beat] };
      const isRead = manager.ids.every((id) => manager.view(id).isReady);
      // until it is told, a desk that is killed now is away since then still
      if (!isRead && now - startedAt < PATIENCE_MS) return null;
      return { changes: [...(await tell(aliveAt)), beat], onStored: () => void (isTold = true) };
    },
  };
}
