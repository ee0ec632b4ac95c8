import { BrokerError, type HistoryQuery } from '@perpdesk/broker-core';
import type { TimeWindow } from './time-windows.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The span of a query: seven days up to now where it does not say. @throws {BrokerError} `invalid-request`. */
export function historySpan({ fromAt, untilAt, limit }: HistoryQuery, operation: string, now: number): TimeWindow {
  const end = untilAt ?? now;
  const begin = fromAt ?? end - 7 * DAY_MS + 1;
  const refuse = (message: string) => new BrokerError('invalid-request', { operation, message });
  if (begin > end) throw refuse(`fromAt ${begin} is after untilAt ${end}. Swap them.`);
  if (limit !== undefined && (!Number.isInteger(limit) || limit < 1)) {
    throw refuse(`limit ${limit} is no whole number from 1 on.`);
  }
  return { fromAt: begin, untilAt: end };
}
