import { type Column, formatTable } from '../format-table.ts';
import { formatVerdicts } from '../verdict.ts';
import { CONTENDERS } from './contender.ts';
import type { OrderFigures } from './figures.ts';
import { judge } from './targets.ts';

export interface PageFacts {
  readonly orders: number;
  readonly rounds: number;
  readonly inFlight: number;
  readonly command: string;
  readonly node: string;
  readonly cores: number;
}

const COLUMNS: readonly Column<OrderFigures>[] = [
  ['client', ({ name }) => CONTENDERS[name].title],
  ['p50, of undici’s', ({ ratio }) => ratio.toFixed(2)],
  ['p50 ms', ({ p50 }) => p50.toFixed(2)],
  ['p99 ms', ({ p99 }) => p99.toFixed(2)],
  ['CPU ms', ({ cpuMsPerOrder }) => cpuMsPerOrder.toFixed(2)],
  ['orders/s', ({ ordersPerSecond }) => ordersPerSecond.toFixed(0)],
  ['import ms', ({ importMs }) => importMs.toFixed(0)],
  ['RSS MB', ({ rssBytes }) => megabytes(rssBytes)],
  ['installed MB', ({ installedBytes }) => megabytes(installedBytes)],
  ['packages', ({ packages }) => packages.toFixed(0)],
];

/** Its part of `docs/performance.md`. */
export function formatOrderPage(figures: readonly OrderFigures[], facts: PageFacts): string {
  const { orders, rounds, inFlight, command, node, cores } = facts;
  return `## Placing an order

What a client adds to an order: one order placed and acknowledged, at a venue on the same machine, all clients in one run and in turns. Made by

\`\`\`sh
${command}
\`\`\`

on ${cores} cores, Node ${node}.

${formatTable(COLUMNS, figures)}

Targets: ${formatVerdicts(judge(figures))}

### How to read it
- **p50, of undici’s** is the median over the rounds of the client’s p50 divided by undici’s p50 of the same round. It is what may be compared between runs; the milliseconds depend on the machine and on what else it does.
- **p50, p99, CPU ms** are of ${orders} orders a round, one after the other; CPU is what the client’s process used per order, the stream’s events with it. **orders/s** is with ${inFlight} in flight.
- **import, RSS** are of a process that has loaded the client and connected it; **installed, packages** what it brings to a fresh folder.
- "Hand-signed" is \`createHmac\` and one request: nothing is checked, counted, timed or kept. What broker-binance has on top is the check against the instrument’s rules, the limits, the validity, the reading into decimals and the order’s record. What lies between the hand-signed WS-API row and 1.00 is all that these may cost, to be as quick as undici.
- Keys are HMAC keys where nothing else is said. An **Ed25519 key** logs on once per WS-API connection, and the requests behind that need no signature, on either side; HMAC keys cannot. So it is the key for the WS-API, and its row the one that the target is held against.

### What is measured, and what is not
- Each client has a process of its own and an account of its own; so has the venue (\`@perpdesk/binance-venue\`) a process. The order is a limit order that expires at once, so nothing piles up. Everybody is warmed up first; in each round another client begins.
- The venue tells each account its events a millisecond after the answer. Our clients hear them, as they do in use, and pay for it here; for the others the bench listens and throws them away, so that the venue’s work is the same for all.
- Of ${rounds} rounds the quieter half counts, by the time that all orders of all clients took in it: whatever else the machine does hits those harder that do more per order.
- Everything shares the machine’s cores, and there is no network: on the way to an exchange some milliseconds come on top for everybody, and the ratios go towards 1.
- ccxt’s own rate limiter is off. Connections are kept alive by all.
`;
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}
