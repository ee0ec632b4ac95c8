import { BrokerError } from '@perpdesk/broker-core';
import type { TimeWindow } from './time-windows.ts';

/** The most that Binance gives at once. */
const PAGE_SIZE = 1000;

export interface Pages<T> {
  /** What is in the span, at most a page of it. */
  readonly read: (span: TimeWindow) => Promise<readonly T[]>;
  readonly span: TimeWindow;
  readonly timeOf: (item: T) => number;
  readonly keyOf: (item: T) => string;
  /** For errors. */
  readonly operation: string;
}

/**
 * All of the span, each item once. Which end of the span a full page is from is not documented: what lies on either side
 * of it is read too, together with the moments at its ends.
 */
export async function readPages<T>({ read, span, timeOf, keyOf, operation }: Pages<T>): Promise<readonly T[]> {
  const items = new Map<string, T>();
  const spans = [span];
  for (let next = spans.pop(); next !== undefined; next = spans.pop()) {
    const { fromAt, untilAt } = next;
    const page = await read(next);
    const before = items.size;
    for (const item of page) items.set(keyOf(item), item);
    if (page.length < PAGE_SIZE) continue;
    const times = page.map(timeOf);
    const firstAt = Math.max(fromAt, Math.min(...times));
    const lastAt = Math.min(untilAt, Math.max(...times));
    // more in one millisecond than a page holds cannot be read by time; go on beside it
    const isStuck = items.size === before;
    if (isStuck && firstAt !== lastAt) throw noProgress(operation);
    if (firstAt > fromAt) spans.push({ fromAt, untilAt: isStuck || firstAt === untilAt ? firstAt - 1 : firstAt });
    if (lastAt < untilAt) spans.push({ fromAt: isStuck || lastAt === fromAt ? lastAt + 1 : lastAt, untilAt });
  }
  return [...items.values()];
}

/** A page of the span, as the listing endpoints are asked for it. */
export function pageParams({ fromAt, untilAt }: TimeWindow) {
  return { startTime: String(fromAt), endTime: String(untilAt), limit: String(PAGE_SIZE) };
}

function noProgress(operation: string): BrokerError {
  const message = `Binance answers ${operation} with the same full page again. Ask for a shorter span.`;
  return new BrokerError('venue-error', { operation, message });
}
