import type { HandlerName } from './handler.ts';
import { median } from './median.ts';
import { runLap } from './run-lap.ts';
import { openHandlers, type SetOptions } from './running-set.ts';

export interface FanOutFigures {
  readonly name: HandlerName;
  readonly accounts: number;
  /** From an alert's bytes to its last order's, median, ms. */
  readonly last: number;
  /** The same to the last order's answer, of an exchange that takes `FAR_MS` for each call. */
  readonly lastFar: number;
  /** From an alert's bytes to an order's, median, ms: with all accounts quick; then with one of them slow, that one left out. */
  readonly quick: number;
  readonly besideSlow: number;
}

export interface FanOutOptions extends Omit<SetOptions, 'connections'> {
  readonly alerts: number;
}

const PER_SECOND = 5;
/** Each call of the slow account is held for so long. */
export const SLOW_MS = 2_000;
/** What a call takes across a network. */
export const FAR_MS = 100;
const PATIENCE_MS = 30_000;

/** Few alerts, each to all accounts; then the same at an exchange that is far away, and with one account slow. */
export async function measureFanOut(options: FanOutOptions): Promise<readonly FanOutFigures[]> {
  const { alerts, symbols } = options;
  const { handlers, close } = await openHandlers({ ...options, connections: 10 });
  try {
    const figures: FanOutFigures[] = [];
    for (const { name, venue, sender, accounts } of handlers) {
      const load = { count: alerts, perSecond: PER_SECOND, symbols };
      const run = (wanted: readonly string[]) =>
        runLap({ venue, sender, load, accounts: wanted, patienceMs: PATIENCE_MS });
      await run(accounts);
      const quick = await run(accounts);
      const holdAll = async (ms: number) => {
        for (const account of accounts) await venue.ask({ type: 'slow', account, ms }, 'slowed');
      };
      await holdAll(FAR_MS);
      const far = await run(accounts);
      await holdAll(0);
      const [slow, ...others] = accounts;
      await venue.ask({ type: 'slow', account: slow ?? '', ms: others.length === 0 ? 0 : SLOW_MS }, 'slowed');
      const beside = await run(others);
      await venue.ask({ type: 'slow', account: slow ?? '', ms: 0 }, 'slowed');
      figures.push({
        name,
        accounts: accounts.length,
        last: median(quick.lastLatencies),
        lastFar: median(far.lastLatencies) + FAR_MS,
        quick: median(quick.latencies),
        besideSlow: median(beside.latencies),
      });
    }
    return figures;
  } finally {
    await close();
  }
}
