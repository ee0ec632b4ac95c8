import type { ContenderName } from './contender.ts';
import { quantile } from './quantile.ts';

/** What one client did in one round. */
export interface Lap {
  /** Of each order placed alone, ms. */
  readonly latencies: readonly number[];
  /** User and system time of its process over these orders, ms. */
  readonly cpuMs: number;
  /** With many in flight. */
  readonly ordersPerSecond: number;
}

export interface LatencyFigures {
  /** ms. */
  readonly p50: number;
  readonly p99: number;
  readonly cpuMsPerOrder: number;
  /** The median over the rounds. */
  readonly ordersPerSecond: number;
  /** The median over the rounds of p50 / the base's p50 in the same round. */
  readonly ratio: number;
}

/** What the client costs, whose name the figures bear. */
export interface OrderFigures extends LatencyFigures {
  readonly name: ContenderName;
  readonly importMs: number;
  readonly rssBytes: number;
  readonly installedBytes: number;
  readonly packages: number;
}

/**
 * The laps of the quieter half of the rounds, by the time that all orders of all clients took in them together: what the
 * machine does beside hits whoever does more per order harder, and so makes another measurement of the ratios.
 */
export function quieterHalf<Name>(laps: ReadonlyMap<Name, readonly Lap[]>): ReadonlyMap<Name, readonly Lap[]> {
  const all = [...laps.values()];
  const times = (all[0] ?? []).map((_, round) => all.reduce((sum, one) => sum + timeOf(one[round]), 0));
  const middle = quantile(times, 0.5);
  const isQuiet = (_: Lap, round: number) => (times[round] ?? Number.NaN) <= middle;
  return new Map([...laps].map(([name, one]) => [name, one.filter(isQuiet)]));
}

/** @param base The laps of the client that is held against, round by round. */
export function toFigures(laps: readonly Lap[], base: readonly Lap[]): LatencyFigures {
  const all = laps.flatMap(({ latencies }) => latencies);
  const ratios = laps.map((lap, round) => p50Of(lap) / p50Of(base[round]));
  return {
    p50: quantile(laps.map(p50Of), 0.5),
    p99: quantile(all, 0.99),
    cpuMsPerOrder: laps.reduce((sum, { cpuMs }) => sum + cpuMs, 0) / all.length,
    ordersPerSecond: quantile(
      laps.map(({ ordersPerSecond }) => ordersPerSecond),
      0.5,
    ),
    ratio: quantile(ratios, 0.5),
  };
}

function timeOf(lap: Lap | undefined): number {
  return (lap?.latencies ?? []).reduce((sum, latency) => sum + latency, 0);
}

function p50Of(lap: Lap | undefined): number {
  return quantile(lap?.latencies ?? [], 0.5);
}
