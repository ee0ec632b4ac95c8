import { formatTable } from '../format-table.ts';
import { formatVerdicts } from '../verdict.ts';
import type { GrowthPoint } from './measure-growth.ts';
import { judgeStanding, type StandingResults } from './standing-targets.ts';

export interface StandingPageFacts {
  readonly command: string;
  readonly node: string;
  readonly cores: number;
  readonly perSecond: number;
  readonly growthAccounts: number;
  /** Average of the last minute at the start and before the long run. */
  readonly load: readonly [start: number, later: number];
}

/** Its part of `docs/performance.md`. */
export function formatStandingPage(results: StandingResults, facts: StandingPageFacts): string {
  const { embedded, open, growth } = results;
  const { command, node, cores, perSecond, growthAccounts, load } = facts;
  const starts = formatTable<readonly [string, string, string, string]>(
    [
      ['desk', ([name]) => name],
      ['ready after, ms', ([, ready]) => ready],
      ['RSS MB', ([, , bytes]) => bytes],
      ['weight of its calls', ([, , , weight]) => weight],
    ],
    [
      [
        'embedded, nothing configured',
        embedded.readyMs.map((ms) => ms.toFixed(0)).join(', '),
        megabytes(embedded.idleBytes),
        '–',
      ],
      [
        `${open.accounts} accounts, empty journal`,
        open.emptyReadyMs.toFixed(0),
        megabytes(open.idleBytes),
        String(open.emptyWeight),
      ],
      [
        `${open.accounts} accounts, killed with ${open.open} open orders`,
        open.openReadyMs.toFixed(0),
        megabytes(open.openBytes),
        String(open.openWeight),
      ],
    ],
  );
  return `## Starts, and memory

The program from the sources of a checkout, each time a process of its own. Made by

\`\`\`sh
${command}
\`\`\`

on ${cores} cores at a load of ${load.map((one) => one.toFixed(1)).join(' (start) and ')} (before the long run), Node ${node}.

${starts}

${perSecond} alerts a second to ${growthAccounts} accounts, until the exchange has told so many events:

${formatTable<GrowthPoint>(
  [
    ['events', ({ events }) => String(events)],
    ['orders', ({ orders }) => String(orders)],
    ['after s', ({ seconds }) => seconds.toFixed(0)],
    ['RSS MB', ({ bytes }) => megabytes(bytes)],
  ],
  growth,
)}

Targets: ${formatVerdicts(judgeStanding(results))}

### How to read it
- **ready** is from the start of the process to 200 of \`/readyz\`: journal open, accounts connected and compared. **RSS** is read 20 s later, in the third row a minute later.
- **weight** is what the exchange counts of REST calls until the desk is ready. This exchange lets any weight pass, so that the time is the program’s own; Binance lets an address have 2 400 a minute, and what is above that waits for the next.
- The open orders are ladders that rest; the program is killed (SIGKILL) and started on the same journal in the next minute. In the minute after it, none of them may be sent again.
- Events are counted on one account's stream, and taken times the accounts. What is kept of what has ended is bounded: a minute of orders, 50 000 keys of fills, 2 000 ended orders an account in the adapter.
`;
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(0);
}
