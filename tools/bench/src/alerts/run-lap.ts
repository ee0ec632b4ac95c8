import { setTimeout as sleep } from 'node:timers/promises';
import { type MatchedOrders, matchArrivals } from './match-arrivals.ts';
import { monotonicMs } from './monotonic-ms.ts';
import type { AlertLoad, AlertSender, SentAlert } from './send-alerts.ts';
import type { RunningVenue } from './spawn-venue.ts';
import type { Arrival } from './venue-messages.ts';

/** What one handler did with one load. */
export interface AlertLap extends MatchedOrders {
  readonly alerts: readonly SentAlert[];
  readonly orders: number;
  /** Calls for an order that the exchange refused, as where its validity was over. */
  readonly refused: number;
  /** Signed calls at the exchange, orders included. */
  readonly calls: number;
  readonly others: readonly (readonly [path: string, count: number])[];
  /** From the first alert's bytes to the last order's at the venue, ms. */
  readonly elapsedMs: number;
}

export interface LapOptions {
  readonly venue: RunningVenue;
  readonly sender: AlertSender;
  readonly load: AlertLoad;
  /** Names of the accounts that each alert goes to. */
  readonly accounts: readonly string[];
  /** How long the orders are waited for after the last answer, ms. */
  readonly patienceMs: number;
}

/** The venue counts all its orders then. */
const LOOK_EVERY_MS = 500;
/** For what follows on the last order. */
const SETTLE_MS = 500;

/** Sends a load, waits for its orders and for what follows on them, and says how long each took. */
export async function runLap({ venue, sender, load, accounts, patienceMs }: LapOptions): Promise<AlertLap> {
  await venue.ask({ type: 'read', accounts, isLast: true }, 'arrived');
  const startedAt = monotonicMs();
  const alerts = await sender.send(load);
  const expected = load.count * accounts.length;
  const arrivals: Arrival[] = [];
  const others = new Map<string, number>();
  let [calls, refused] = [0, 0];
  const read = async (isLast: boolean) => {
    const seen = await venue.ask({ type: 'read', accounts, isLast }, 'arrived');
    arrivals.push(...seen.arrivals);
    calls += seen.calls;
    refused += seen.refused;
    for (const [path, count] of seen.others) others.set(path, (others.get(path) ?? 0) + count);
  };
  const deadline = monotonicMs() + patienceMs;
  do {
    await sleep(LOOK_EVERY_MS);
    await read(false);
  } while (arrivals.length < expected && monotonicMs() < deadline);
  await sleep(SETTLE_MS);
  await read(true);
  const lastAt = arrivals.reduce((last, { atMs }) => Math.max(last, atMs), startedAt);
  return {
    ...matchArrivals(alerts, arrivals, accounts),
    alerts,
    orders: arrivals.length,
    refused,
    calls,
    others: [...others],
    elapsedMs: lastAt - startedAt,
  };
}
