import type { JournalChange } from '@perpdesk/journal/port';
import { dueSummaries, lastDueDay, type DueSummary } from './due-summaries.ts';
import { createCalendar } from './local-day.ts';
import { sumUp, type SumUpOptions } from './sum-up.ts';
import { watchRows } from './watch-rows.ts';
import type { Watch } from './watch-runner.ts';

export interface SummaryWatchOptions extends SumUpOptions {
  /** Name of the chat. */
  readonly target: string;
  /** `HH:MM` there. */
  readonly summaryAt: string;
  /** IANA name: as it is there now. */
  readonly timeZone: () => string;
  /** Whether the chat wants it at all. */
  readonly isWanted: (type: DueSummary['type']) => boolean;
  /** Whose: the accounts and routes that the chat hears of. */
  readonly brokerIds: readonly string[];
  readonly routeIds: readonly string[];
  readonly everyMs: number;
}

/** One that is told so much later says so. */
const LATE_MS = 30 * 60_000;
/** An exchange that does not tell is asked again for so long. */
const PATIENCE_MS = 10 * 60_000;

/**
 * Sums up the day before, and on Mondays the week before, in a chat's time zone: each once, over restarts too. What was due
 * while the desk was not running is told when it is, as one, and says that it is late.
 */
export function createSummaryWatch(options: SummaryWatchOptions): Watch {
  const { target, summaryAt, clock, journal, brokerIds, routeIds } = options;
  const flag = `summary:${target}`;

  async function rowsOf(due: DueSummary): Promise<readonly JournalChange[] | 'later'> {
    const { type, fromAt, toAt, dueAt } = due;
    if (!options.isWanted(type)) return [];
    const now = clock.now();
    const summed = await sumUp(options, { brokerIds, routeIds, fromAt, toAt });
    if (now < dueAt + PATIENCE_MS && summed.accounts.some(({ sums }) => sums === null)) return 'later';
    const message = { type, fromAt, toAt, isLate: now >= dueAt + LATE_MS, ...summed } as const;
    return watchRows(message, { eventId: `${type}:${toAt}`, targets: [target], now });
  }

  return {
    name: flag,
    everyMs: options.everyMs,
    async look() {
      const told = (await journal.readFlags())[flag];
      const calendar = createCalendar(options.timeZone());
      const day = lastDueDay(calendar, summaryAt, clock.now());
      const put: JournalChange = { type: 'flag-put', name: flag, value: day };
      // before the desk's first day there is nothing to sum up
      if (told === undefined) return { changes: [put] };
      if (told >= day) return null;
      const rows = await Promise.all(dueSummaries(calendar, summaryAt, told, day).map(rowsOf));
      const ready = rows.filter((it) => it !== 'later');
      return ready.length < rows.length ? null : { changes: [...ready.flat(), put] };
    },
  };
}
