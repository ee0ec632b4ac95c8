import { cpus } from 'node:os';
import { join } from 'node:path';
import { createBinanceBroker } from '@perpdesk/broker-binance';
import { createBrokerManager, type BrokerManager } from '@perpdesk/broker-manager';
import { accountsOf } from '../alerts/bench-account.ts';
import { median } from '../alerts/median.ts';
import { monotonicMs } from '../alerts/monotonic-ms.ts';
import { spawnVenue } from '../alerts/spawn-venue.ts';
import { formatTable } from '../format-table.ts';
import { formatVerdicts, type Verdict } from '../verdict.ts';
import { writeSection } from '../write-section.ts';

export interface PositionsBenchOptions {
  readonly accounts: number;
  readonly rounds: number;
  /** How long the exchange takes for each call, ms. */
  readonly holdMs: number;
  /** Puts the table into docs. */
  readonly isWritten: boolean;
  readonly print: (line: string) => void;
}

export interface PositionsRound {
  /** Asked one after the other: the slowest of them, ms. */
  readonly slowestMs: number;
  /** All at once, ms. */
  readonly allMs: number;
}

const ROOT = join(import.meta.dirname, '../../../..');
const MOST = 1.5;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = monotonicMs();
  await work();
  return monotonicMs() - from;
}

async function measureRound(manager: BrokerManager): Promise<PositionsRound> {
  const single: number[] = [];
  for (const id of manager.ids) {
    single.push(await timed(() => manager.getAllPositions({ ids: [id] })));
  }
  const allMs = await timed(async () => {
    const failed = (await manager.getAllPositions()).filter(({ ok }) => !ok);
    if (failed.length > 0) throw new Error(`${failed.length} accounts did not answer.`);
  });
  return { slowestMs: Math.max(...single), allMs };
}

/** The positions of many accounts at once, beside those of each alone. @returns whether the target is met. */
export async function runPositionsBench(options: PositionsBenchOptions): Promise<boolean> {
  const { accounts: count, rounds, holdMs, isWritten, print } = options;
  const venue = spawnVenue();
  const manager = createBrokerManager();
  try {
    const accounts = accountsOf('positions', count);
    const { rest, socket } = await venue.ask({ type: 'open', accounts, symbols: 50 }, 'opened');
    for (const { name, apiKey, secretKey } of accounts) {
      const endpoints = { rest, stream: socket, wsApi: socket };
      const credentials = { apiKey, secretKey };
      manager.add(createBinanceBroker({ id: name, environment: 'demo', credentials, endpoints, wsApi: false }));
    }
    const lost = (await manager.connectAll()).filter(({ ok }) => !ok);
    if (lost.length > 0) throw new Error(`${lost.length} accounts are not connected.`);
    for (const { name } of accounts) await venue.ask({ type: 'slow', account: name, ms: holdMs }, 'slowed');
    const measured: PositionsRound[] = [];
    for (let round = 0; round < rounds; round += 1) {
      measured.push(await measureRound(manager));
      print(`round ${round + 1}: ${JSON.stringify(measured.at(-1))}`);
    }
    const ratio = median(measured.map(({ slowestMs, allMs }) => allMs / slowestMs));
    const verdict: Verdict = {
      text: `all ${count} in ${ratio.toFixed(2)} × the slowest single one (at most ${MOST})`,
      isMet: ratio <= MOST,
    };
    const table = formatTable<PositionsRound>(
      [
        ['round', (row) => String(measured.indexOf(row) + 1)],
        ['slowest single one, ms', ({ slowestMs }) => slowestMs.toFixed(0)],
        ['all at once, ms', ({ allMs }) => allMs.toFixed(0)],
        ['ratio', ({ slowestMs, allMs }) => (allMs / slowestMs).toFixed(2)],
      ],
      measured,
    );
    const command = `npm run bench -- positions --accounts ${count} --rounds ${rounds} --hold ${holdMs} --write`;
    const page = `## The positions of many accounts

\`${command}\`, Node ${process.version}, ${cpus().length} cores; the exchange in a process of its own takes ${holdMs} ms for each call, as one across a network. Each look at positions is two calls.

${table}

${formatVerdicts([verdict])}
`;
    if (isWritten) writeSection(join(ROOT, 'docs/performance.md'), 'positions', page);
    print(page);
    return verdict.isMet;
  } finally {
    await manager.close();
    venue.close();
  }
}
