import type { HistoryQuery } from '@perpdesk/broker-core';
import { inTime } from '../execute/in-time.ts';
import type { Run } from '../run.ts';

const DAY_MS = 86_400_000;
/** Binance keeps 90 days, and refuses a question for more. A day less: clocks differ, and what fails is asked again. */
const KEPT_MS = 89 * DAY_MS;
/** What an exchange gives at once; a longer span is asked for piece by piece, so that each has the whole time of a read. */
const SPAN_MS = 7 * DAY_MS;

export interface Past<T> {
  readonly brokerId: string;
  readonly operation: string;
  /** Unix ms of the exchange; what is older than exchanges keep is not asked for. */
  readonly fromAt: number;
  readonly read: (span: HistoryQuery) => Promise<readonly T[]>;
}

/** A list of the past up to now, oldest first, asked for until it is answered. */
export async function readPast<T>(run: Run, { brokerId, operation, fromAt, read }: Past<T>): Promise<readonly T[]> {
  const items: T[] = [];
  let next = fromAt;
  for (;;) {
    const now = run.view(brokerId).venueNow();
    const begin = Math.max(next, now - KEPT_MS);
    const end = begin + SPAN_MS - 1;
    const isLast = end >= now;
    const span = { fromAt: begin, ...(isLast ? {} : { untilAt: end }), abortSignal: run.abortSignal };
    try {
      const page = await inTime(run.clock, run.timings.readMs, operation, read(span));
      for (const item of page) items.push(item);
    } catch (error) {
      run.logger.warn('the past could not be read', { brokerId, operation, error });
      await run.sleep(run.timings.lookGapMs);
      continue;
    }
    if (isLast) return items;
    next = end + 1;
  }
}
