import { CONTENDERS } from './contender.ts';
import type { OrderFigures } from './run-order-bench.ts';

export interface PageFacts {
  readonly orders: number;
  readonly rounds: number;
  readonly command: string;
  readonly node: string;
  readonly cores: number;
}

/** The page `docs/performance.md`. */
export function formatOrderPage(figures: readonly OrderFigures[], facts: PageFacts): string {
  const rows = figures.map((one) => [
    CONTENDERS[one.name].title,
    one.ratio.toFixed(2),
    one.p50.toFixed(2),
    one.p99.toFixed(2),
    one.cpuMsPerOrder.toFixed(2),
    one.ordersPerSecond.toFixed(0),
    one.importMs.toFixed(0),
    megabytes(one.rssBytes),
    megabytes(one.installedBytes),
    one.packages.toFixed(0),
  ]);
  const head = [
    'client',
    'p50 / hand-signed',
    'p50 ms',
    'p99 ms',
    'CPU ms per order',
    `orders/s, 50 in flight`,
    'import ms',
    'RSS MB',
    'installed MB',
    'packages',
  ];
  const table = [head, head.map((_, index) => (index === 0 ? '---' : '---:')), ...rows].map(
    (cells) => `| ${cells.join(' | ')} |`,
  );
  return `# Performance

Placing one order at a venue on the same machine, all clients in one run, in turns: what a client adds to the wire.

${table.join('\n')}

Made by \`${facts.command}\` on ${facts.cores} cores, Node ${facts.node}: ${facts.rounds} rounds of ${facts.orders} orders each, one after another, then as many with 50 in flight. Each client has a process of its own; so has the venue (\`@perpdesk/binance-venue\`). The order is a limit order that expires at once. The first column is the median over the rounds of the client's p50 divided by the hand-signed request's p50 of the same round: it is what may be compared from machine to machine, the milliseconds are not. "Hand-signed" is \`undici\` on kept-alive connections with \`createHmac\`, nothing checked, no limits. Import and memory are of a process that has loaded and connected the client; installed is what the package brings to a fresh folder, measured from its files.
`;
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}
