import { quantile } from '../order/quantile.ts';
import { baseOf, type HandlerName } from './handler.ts';
import { median } from './median.ts';
import type { AlertLap } from './run-lap.ts';

/** What one handler did over all rounds. */
export interface AlertFigures {
  readonly name: HandlerName;
  /** From an alert's bytes to an order's bytes, of all orders, ms. */
  readonly p50: number;
  readonly p99: number;
  /** Medians over the rounds of the quotient with the bare handler's on the same database, in the same round. */
  readonly p50Ratio: number;
  readonly p99Ratio: number;
  /** From an alert's bytes to its answer, ms. */
  readonly answerP99: number;
  /** Signed calls at the exchange per order that was to be placed. */
  readonly callsPerOrder: number;
  /** User and system time of its process per order that came, ms; `null` where the machine does not say it. */
  readonly cpuPerOrder: number | null;
  /** `null`: it does not count them. */
  readonly commitsPerAlert: number | null;
  /** Of the program: before the first round, after the last. */
  readonly rssBytes: readonly [start: number, end: number];
  readonly missing: number;
  readonly surplus: number;
  /** Calls for an order that the venue refused; what is sent again after it is one of the orders. */
  readonly refused: number;
}

export interface HandlerRecord {
  readonly laps: readonly AlertLap[];
  readonly commits: number | null;
  /** User and system time of its process in all laps. */
  readonly cpuMs: number | null;
  readonly rssBytes: readonly [start: number, end: number];
}

export function toAlertFigures(
  name: HandlerName,
  records: ReadonlyMap<HandlerName, HandlerRecord>,
): AlertFigures | null {
  const own = records.get(name);
  const base = records.get(baseOf(name));
  if (own === undefined || base === undefined) return null;
  const { laps } = own;
  const ratioAt = (share: number) =>
    median(
      laps.map(
        ({ latencies }, round) => quantile(latencies, share) / quantile(base.laps[round]?.latencies ?? [], share),
      ),
    );
  const latencies = laps.flatMap((lap) => lap.latencies);
  const alerts = laps.flatMap((lap) => lap.alerts);
  const orders = laps.reduce((sum, lap) => sum + lap.latencies.length + lap.missing, 0);
  return {
    name,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    p50Ratio: ratioAt(0.5),
    p99Ratio: ratioAt(0.99),
    answerP99: quantile(
      alerts.map(({ sentAtMs, answeredAtMs }) => answeredAtMs - sentAtMs),
      0.99,
    ),
    callsPerOrder: laps.reduce((sum, { calls }) => sum + calls, 0) / orders,
    cpuPerOrder: own.cpuMs === null ? null : own.cpuMs / laps.reduce((sum, lap) => sum + lap.orders, 0),
    commitsPerAlert: own.commits === null ? null : own.commits / alerts.length,
    rssBytes: own.rssBytes,
    missing: laps.reduce((sum, { missing }) => sum + missing, 0),
    surplus: laps.reduce((sum, { surplus }) => sum + surplus, 0),
    refused: laps.reduce((sum, { refused }) => sum + refused, 0),
  };
}
