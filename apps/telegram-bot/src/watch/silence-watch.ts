import type { RouteConfig } from '@perpdesk/broker-config';
import type { Clock } from '@perpdesk/broker-core';
import type { Journal, JournalChange, SignalRow } from '@perpdesk/journal/port';
import { routeOfStream } from '../desk/own-fills.ts';
import { barLengthMs, intervalIn } from './bar-length.ts';
import type { SilenceMessage } from './watch-message.ts';
import { watchRows } from './watch-rows.ts';
import type { Watch } from './watch-runner.ts';

export interface SilenceWatchOptions {
  readonly routeId: string;
  readonly silence: NonNullable<RouteConfig['silence']>;
  readonly journal: Journal;
  readonly clock: Clock;
  /** Names of chats. */
  readonly targets: readonly string[];
  /** Unix ms: alerts from before are not missed since, for the desk was not there to take those between. */
  readonly heardFrom: number;
  readonly everyMs: number;
}

/** What stands in the flag of a strategy that was told: when its last alert came. */
const SILENT = 'silent:';
/** Of bars whose length neither the configuration nor the alerts say. */
const BAR_MS = 86_400_000;
/** Since when a route is watched that never sent anything. */
const WATCHED = 'silence-from:';

/**
 * Tells once when a strategy of a route has sent nothing for as long as the route allows, and once when it sends again.
 * A route that has not sent anything yet is looked at as one.
 */
export function createSilenceWatch(options: SilenceWatchOptions): Watch {
  const { routeId, silence, journal, clock, targets, heardFrom } = options;

  /** ms. */
  function limitOf(last: SignalRow | null): number {
    if (silence.type === 'after') return silence.ms;
    const interval = last === null ? null : intervalIn(last.body);
    return silence.bars * (silence.barMs ?? barLengthMs(interval ?? '') ?? BAR_MS);
  }

  function rows(type: SilenceMessage['type'], stream: string | null, lastAt: number | null, silentMs: number) {
    const bars = silence.type === 'bars' ? silence.bars : null;
    const message = { type, routeId, stream, lastAt, silentMs, bars } as const;
    const eventId = `${type}:${stream ?? routeId}:${lastAt ?? 0}`;
    return watchRows(message, { eventId, targets, now: clock.now() });
  }

  /** `lastAt`: of its newest alert; `told`: what its flag says. */
  function judge(stream: string | null, last: SignalRow | null, from: number, told: string | undefined) {
    const now = clock.now();
    const name = `${SILENT}${stream ?? routeId}`;
    const lastAt = last?.receivedAt ?? null;
    if (told !== undefined) {
      if (lastAt === null || `${lastAt}` === told) return [];
      const before = Number.parseInt(told, 10);
      const silentMs = before === 0 ? lastAt - from : lastAt - before;
      const put: JournalChange = { type: 'flag-put', name, value: null };
      return [...rows('signal.resumed', stream, before === 0 ? null : before, silentMs), put];
    }
    const limit = limitOf(last);
    const since = Math.max(lastAt ?? from, heardFrom);
    if (limit === null || now - since < limit) return [];
    const put: JournalChange = { type: 'flag-put', name, value: `${lastAt ?? 0}` };
    return [...rows('signal.silent', stream, lastAt, now - (lastAt ?? from)), put];
  }

  async function newest(filter: { readonly stream: string } | { readonly source: string }) {
    const [row = null] = await journal.listSignals({ ...filter, newest: 1 });
    return row;
  }

  return {
    name: `silence of ${routeId}`,
    everyMs: options.everyMs,
    async look() {
      const [flags, { streams }] = await Promise.all([journal.readFlags(), journal.readLedger()]);
      const own = streams.map(({ stream }) => stream).filter((stream) => routeOfStream(stream) === routeId);
      const watched = flags[`${WATCHED}${routeId}`];
      const from = watched === undefined ? clock.now() : Number.parseInt(watched, 10);
      const first: readonly JournalChange[] =
        watched === undefined ? [{ type: 'flag-put', name: `${WATCHED}${routeId}`, value: `${from}` }] : [];
      const toldRoute = flags[`${SILENT}${routeId}`];
      // one that has strategies is these; what was told of it as a whole is ended by its first alert
      const whole =
        own.length === 0 || toldRoute !== undefined
          ? judge(null, await newest({ source: `route:${routeId}` }), from, toldRoute)
          : [];
      const each = await Promise.all(
        own.map(async (stream) => judge(stream, await newest({ stream }), from, flags[`${SILENT}${stream}`])),
      );
      const changes = [...first, ...whole, ...each.flat()];
      return changes.length === 0 ? null : { changes };
    },
  };
}
