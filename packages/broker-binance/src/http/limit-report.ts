import type { IncomingHttpHeaders } from 'node:http';
import { isRecord } from './is-record.ts';

/** What the exchange says about one of its limits. */
export interface LimitReport {
  readonly kind: 'weight' | 'orders';
  readonly windowMs: number;
  readonly used: number | null;
  readonly limit: number | null;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const WINDOWS: Readonly<Record<string, number>> = { SECOND: SECOND_MS, MINUTE: MINUTE_MS };
const KINDS: Readonly<Record<string, LimitReport['kind']>> = { REQUEST_WEIGHT: 'weight', ORDERS: 'orders' };
const HEADERS = [
  ['x-mbx-used-weight-1m', 'weight', MINUTE_MS],
  ['x-mbx-order-count-10s', 'orders', 10 * SECOND_MS],
  ['x-mbx-order-count-1m', 'orders', MINUTE_MS],
] as const;

/** From the headers of an answer. */
export function reportsOfHeaders(headers: IncomingHttpHeaders): readonly LimitReport[] {
  return HEADERS.flatMap(([name, kind, windowMs]) => {
    const header = headers[name];
    if (typeof header !== 'string' || !/^\d{1,9}$/.test(header)) return [];
    return [{ kind, windowMs, used: Number.parseInt(header, 10), limit: null }];
  });
}

/** From the rows that exchangeInfo, rateLimit/order and every answer of the WS-API carry; others are left out. */
export function reportsOfRows(rows: unknown): readonly LimitReport[] {
  if (!Array.isArray(rows)) return [];
  const given: readonly unknown[] = rows;
  const reports: LimitReport[] = [];
  for (const row of given) {
    if (!isRecord(row)) continue;
    const { rateLimitType, interval, intervalNum, count, limit } = row;
    const kind = typeof rateLimitType === 'string' ? KINDS[rateLimitType] : undefined;
    const unitMs = typeof interval === 'string' ? WINDOWS[interval] : undefined;
    const units = whole(intervalNum);
    if (kind === undefined || unitMs === undefined || units === null) continue;
    reports.push({ kind, windowMs: units * unitMs, used: whole(count), limit: whole(limit) });
  }
  return reports;
}

function whole(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : null;
}
