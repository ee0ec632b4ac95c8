import { BrokerError, type HistoryQuery } from '@perpdesk/broker-core';
import type { TimeWindow } from './time-windows.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/**
 * Binance keeps fills and income for three months, and orders for 90 days (those that ended unfilled for three days).
 *
 * @see https://developers.binance.com/docs/derivatives/change-log (2026-08-26)
 */
const KEPT_DAYS = 90;

/**
 * The span of a query: seven days up to now where it does not say.
 *
 * @throws {BrokerError} `invalid-request`, not-sent; also for a span that begins before what Binance keeps: its beginning
 *   would be missing without a word.
 */
export function historySpan({ fromAt, untilAt, limit }: HistoryQuery, operation: string, now: number): TimeWindow {
  const end = untilAt ?? now;
  const begin = fromAt ?? end - 7 * DAY_MS + 1;
  const earliest = now - KEPT_DAYS * DAY_MS;
  const refuse = (message: string) => new BrokerError('invalid-request', { operation, message });
  if (!Number.isSafeInteger(begin) || !Number.isSafeInteger(end)) {
    throw refuse(`fromAt ${begin} to untilAt ${end} are no whole Unix ms. Round them.`);
  }
  if (begin > end) throw refuse(`fromAt ${begin} is after untilAt ${end}. Swap them.`);
  if (begin < earliest) {
    throw refuse(`fromAt ${begin} is before what Binance keeps, ${KEPT_DAYS} days. The earliest is ${earliest}.`);
  }
  if (limit !== undefined && (!Number.isInteger(limit) || limit < 1)) {
    throw refuse(`limit ${limit} is no whole number from 1 on.`);
  }
  return { fromAt: begin, untilAt: end };
}
