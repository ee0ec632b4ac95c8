import { type Column, formatTable } from '../format-table.ts';
import { formatVerdicts } from '../verdict.ts';
import type { AlertFigures } from './alert-figures.ts';
import { type AlertResults, judgeAlerts } from './alert-targets.ts';
import { HANDLERS } from './handler.ts';
import type { BurstFigures } from './measure-burst.ts';
import { FAR_MS, type FanOutFigures, SLOW_MS } from './measure-fan-out.ts';

export interface AlertsPageFacts {
  readonly command: string;
  readonly node: string;
  readonly cores: number;
  readonly perSecond: number;
  readonly accounts: number;
  readonly seconds: number;
  readonly rounds: number;
  readonly symbols: number;
  /** Average of the last minute at the start and at the end: what else the machine did. */
  readonly load: readonly [start: number, end: number];
}

export const LATENCY: readonly Column<AlertFigures>[] = [
  ['handler', ({ name }) => HANDLERS[name].title],
  ['p50, of the bare’s', ({ p50Ratio }) => p50Ratio.toFixed(2)],
  ['p99, of the bare’s', ({ p99Ratio }) => p99Ratio.toFixed(2)],
  ['p50 ms', ({ p50 }) => p50.toFixed(1)],
  ['p99 ms', ({ p99 }) => p99.toFixed(1)],
  ['answer p99 ms', ({ answerP99 }) => answerP99.toFixed(1)],
  ['CPU ms an order', ({ cpuPerOrder }) => cpuPerOrder?.toFixed(2) ?? '–'],
  ['requests per leg', ({ callsPerOrder }) => callsPerOrder.toFixed(3)],
  ['commits per alert', ({ commitsPerAlert }) => commitsPerAlert?.toFixed(1) ?? '–'],
  ['RSS MB, start', ({ rssBytes }) => megabytes(rssBytes[0])],
  ['RSS MB, end', ({ rssBytes }) => megabytes(rssBytes[1])],
  ['lost', ({ missing }) => String(missing)],
  ['too many', ({ surplus }) => String(surplus)],
  ['refused', ({ refused }) => String(refused)],
];
const BURST: readonly Column<BurstFigures>[] = [
  ['handler', ({ name }) => HANDLERS[name].title],
  ['alerts × accounts', ({ alerts, accounts }) => `${alerts} × ${accounts}`],
  ['answered 200', ({ accepted }) => String(accepted)],
  ['answer p50 ms', ({ answerP50 }) => answerP50.toFixed(0)],
  ['answer max ms', ({ answerMax }) => answerMax.toFixed(0)],
  ['all orders s', ({ elapsedMs }) => (elapsedMs / 1_000).toFixed(1)],
  ['CPU ms an order', ({ cpuPerOrder }) => cpuPerOrder?.toFixed(2) ?? '–'],
  ['lost', ({ missing }) => String(missing)],
  ['too many', ({ surplus }) => String(surplus)],
  ['refused', ({ refused }) => String(refused)],
  ['RSS MB, start', ({ rssBytes }) => megabytes(rssBytes[0])],
  ['RSS MB, end', ({ rssBytes }) => megabytes(rssBytes[1])],
];
export const FAN_OUT_COLUMNS: readonly Column<FanOutFigures>[] = [
  ['handler', ({ name }) => HANDLERS[name].title],
  ['accounts', ({ accounts }) => String(accounts)],
  ['an order, ms', ({ quick }) => quick.toFixed(1)],
  ['the last order, ms', ({ last }) => last.toFixed(1)],
  ['the last order at a far exchange, ms', ({ lastFar }) => lastFar.toFixed(0)],
  ['beside a slow account, ms', ({ besideSlow }) => (Number.isNaN(besideSlow) ? '–' : besideSlow.toFixed(1))],
];

/** Its part of `docs/performance.md`. */
export function formatAlertsPage(results: AlertResults, facts: AlertsPageFacts): string {
  const { command, node, cores, perSecond, accounts, seconds, rounds, symbols, load } = facts;
  return `## From an alert to its orders

The whole program beside a bare handler: parse, one synced row, one hand-signed request an account. Both get the same alerts by the clock, ${perSecond} a second to ${accounts} accounts each, at a venue on the same machine, in turns of one run. Made by

\`\`\`sh
${command}
\`\`\`

on ${cores} cores at a load of ${load.map((one) => one.toFixed(1)).join(' (start) and ')} (end), Node ${node}; median and quantiles of ${rounds} rounds of ${seconds} s.

${formatTable(LATENCY, results.figures)}

All at once:

${formatTable(BURST, results.burst)}

Few alerts to many accounts:

${formatTable(FAN_OUT_COLUMNS, results.fanOut)}

Targets: ${formatVerdicts(judgeAlerts(results))}

### How to read it
- **p50, p99** are from the alert’s bytes as they are sent to each order’s bytes as the venue takes them in. The program has two durable commits in between (inbox; intents with their marks), the bare handler one. Its rows are ratios to the bare handler on the same database, round by round.
- **CPU ms an order** is user and system time of the handler’s process: it says most where other processes share the cores, and milliseconds say little.
- **answer** is the sender’s: TradingView gives up after three seconds. **requests per leg** counts every signed call at the venue by the orders that were to be placed; what is above 1 completes and compares the accounts (balances, positions), at most every ten seconds. **commits per alert** are all durable writes: two before the orders, the rest settles them and their fills on ${accounts} accounts.
- **lost, too many** are orders that did not come, or should not have. **refused** are calls for an order that the venue took none for, as where they came when their validity was over; the program marks those anew.
- ${symbols} strategies, one an instrument, each opens and closes in turn; the venue fills at once and tells its streams a millisecond after the answer. The program listens to them; for the bare handler the bench does.
- In the burst each alert is of another strategy, and all ask for an answer at once. Its orders take as long as the program, the database and the venue need on ${cores} cores.
- The far exchange takes ${FAR_MS} ms for each call, as one across a network; its column is to the last order’s answer. The two before it end where the order comes in, and are what the program itself takes.
- The slow account’s calls are held for ${SLOW_MS / 1_000} s each.
`;
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(0);
}
