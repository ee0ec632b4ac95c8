import { BrokerError, type HistoryQuery, isRetryableError } from '@perpdesk/broker-core';
import { inTime } from '../execute/in-time.ts';
import type { Run } from '../run.ts';
import { gapsOf } from './read-from.ts';

const DAY_MS = 86_400_000;
/** Binance keeps 90 days, and refuses a question for more. A day less: clocks differ, and what fails is asked again. */
const KEPT_MS = 89 * DAY_MS;
/** What an exchange gives at once; a longer span is asked for piece by piece, so that each has the whole time of a read. */
const SPAN_MS = 7 * DAY_MS;
const MOST_GAP_MS = 15_000;
/** What is refused for good is hardly answered the next time. */
const REFUSED_GAP_MS = 60_000;

export interface Past<T> {
  readonly brokerId: string;
  readonly operation: string;
  /** Unix ms of the exchange; what is older than exchanges keep is not asked for. */
  readonly fromAt: number;
  readonly read: (span: HistoryQuery) => Promise<readonly T[]>;
}

/** A list of the past up to now, oldest first, asked for until it is answered; `null`: the stream has had another gap. */
export async function readPast<T>(
  run: Run,
  { brokerId, operation, fromAt, read }: Past<T>,
): Promise<readonly T[] | null> {
  const gaps = gapsOf(run, brokerId);
  const items: T[] = [];
  let next = fromAt;
  let failures = 0;
  while (gapsOf(run, brokerId) === gaps) {
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
      if (BrokerError.is(error)) run.notes.pastRefused.set(brokerId, error.message);
      const gapMs = Math.min(run.timings.lookGapMs * 2 ** Math.min(failures++, 3), MOST_GAP_MS);
      await run.wait(pastKey(brokerId), isRetryableError(error, { read: true }) ? gapMs : REFUSED_GAP_MS);
      continue;
    }
    failures = 0;
    if (isLast) return items;
    next = end + 1;
  }
  return null;
}

/** Another gap: what is asked for anew begins at once. */
export function wakePast(run: Run, brokerId: string): void {
  run.wake(pastKey(brokerId));
}

function pastKey(brokerId: string): string {
  return `past ${brokerId}`;
}
