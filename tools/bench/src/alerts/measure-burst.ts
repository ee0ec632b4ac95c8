import { quantile } from '../order/quantile.ts';
import { cpuBetween, cpuMs } from './cpu-ms.ts';
import type { HandlerName } from './handler.ts';
import { residentBytes } from './resident-bytes.ts';
import { runLap } from './run-lap.ts';
import { openHandlers, type SetOptions } from './running-set.ts';

export interface BurstFigures {
  readonly name: HandlerName;
  readonly alerts: number;
  readonly accounts: number;
  /** Alerts that were answered 200. */
  readonly accepted: number;
  /** From an alert's bytes to its answer, ms. */
  readonly answerP50: number;
  readonly answerMax: number;
  /** From the first alert's bytes to the last order's, ms. */
  readonly elapsedMs: number;
  /** User and system time of its process per order that came, ms; `null` where the machine does not say it. */
  readonly cpuPerOrder: number | null;
  readonly missing: number;
  readonly surplus: number;
  /** Calls for an order that the venue refused; what is sent again after it is one of the orders. */
  readonly refused: number;
  readonly rssBytes: readonly [start: number, end: number];
}

const PATIENCE_MS = 240_000;

/** As many alerts as there are symbols, all at once, each to every account. */
export async function measureBurst(options: SetOptions): Promise<readonly BurstFigures[]> {
  const { symbols } = options;
  const { handlers, close } = await openHandlers(options);
  try {
    const figures: BurstFigures[] = [];
    for (const { name, venue, sender, accounts, pid } of handlers) {
      const start = residentBytes(pid);
      const cpuBefore = cpuMs(pid);
      const load = { count: symbols, perSecond: null, symbols };
      const lap = await runLap({ venue, sender, load, accounts, patienceMs: PATIENCE_MS });
      const used = cpuBetween(cpuBefore, cpuMs(pid));
      const answers = lap.alerts.map(({ sentAtMs, answeredAtMs }) => answeredAtMs - sentAtMs);
      figures.push({
        name,
        alerts: symbols,
        accounts: accounts.length,
        accepted: lap.alerts.filter(({ status }) => status === 200).length,
        answerP50: quantile(answers, 0.5),
        answerMax: Math.max(...answers),
        elapsedMs: lap.elapsedMs,
        cpuPerOrder: used === null ? null : used / lap.orders,
        missing: lap.missing,
        surplus: lap.surplus,
        refused: lap.refused,
        rssBytes: [start, residentBytes(pid)],
      });
    }
    return figures;
  } finally {
    await close();
  }
}
