import type { SentAlert } from './send-alerts.ts';
import type { Arrival } from './venue-messages.ts';

export interface MatchedOrders {
  /** From an alert's bytes to each of its orders' bytes at the venue, ms; unordered. */
  readonly latencies: readonly number[];
  /** From an alert's bytes to the last of its orders, ms. */
  readonly lastLatencies: readonly number[];
  /** Orders that should have come and did not. */
  readonly missing: number;
  /** Orders that should not have come. */
  readonly surplus: number;
}

/** The k-th order of an account on a symbol is that of the k-th alert for the symbol: each alert is one order an account. */
export function matchArrivals(
  alerts: readonly SentAlert[],
  arrivals: readonly Arrival[],
  accounts: readonly string[],
): MatchedOrders {
  const bySymbol = groupBy(alerts, ({ symbol }) => symbol);
  const byLane = groupBy(arrivals, ({ account, symbol }) => `${account} ${symbol}`);
  const latencies: number[] = [];
  const last = new Map<SentAlert, number>();
  let missing = 0;
  for (const [symbol, sent] of bySymbol) {
    for (const account of accounts) {
      const came = byLane.get(`${account} ${symbol}`) ?? [];
      for (const [index, alert] of sent.entries()) {
        const arrival = came[index];
        if (arrival === undefined) {
          missing += 1;
          continue;
        }
        const latency = arrival.atMs - alert.sentAtMs;
        latencies.push(latency);
        last.set(alert, Math.max(latency, last.get(alert) ?? 0));
      }
    }
  }
  const surplus = arrivals.length - latencies.length;
  return { latencies, lastLatencies: [...last.values()], missing, surplus };
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
