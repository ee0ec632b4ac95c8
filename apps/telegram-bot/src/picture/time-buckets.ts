import type { Times } from '../language/times.ts';

/** Unix ms; `untilAt` is the next one's beginning. */
export interface Bucket {
  readonly fromAt: number;
  readonly untilAt: number;
}

const MINUTE_MS = 60_000;
const HOUR = 60;
const DAY = 24 * HOUR;

/** The reader's hours or days between two moments; the first and the last may be cut off. */
export function timeBuckets(
  unit: 'hour' | 'day',
  fromAt: number,
  untilAt: number,
  { wall }: Pick<Times, 'wall'>,
): readonly Bucket[] {
  const size = unit === 'hour' ? HOUR : DAY;
  const nextAfter = (at: number) => {
    const minute = at - (at % MINUTE_MS);
    const next = minute + (size - (wall(at).minutes % size)) * MINUTE_MS;
    if (unit === 'hour') return next;
    // the clock may have been changed that day
    const { minutes } = wall(next);
    return next + (minutes > DAY / 2 ? DAY - minutes : -minutes) * MINUTE_MS;
  };
  const buckets: Bucket[] = [];
  for (let at = fromAt; at < untilAt;) {
    const next = Math.min(untilAt, Math.max(nextAfter(at), at + MINUTE_MS));
    buckets.push({ fromAt: at, untilAt: next });
    at = next;
  }
  return buckets;
}
