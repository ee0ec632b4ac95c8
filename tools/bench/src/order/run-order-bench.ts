import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { CONTENDERS, type ContenderName } from './contender.ts';
import { formatOrderPage } from './format-order-page.ts';
import { installedSize } from './installed-size.ts';
import { quantile } from './quantile.ts';
import { type RunningContender, spawnContender } from './spawn-contender.ts';
import { spawnVenue } from './spawn-venue.ts';

export interface OrderBenchOptions {
  /** Of each client in each round. */
  readonly orders: number;
  readonly rounds: number;
  readonly isWritten: boolean;
  readonly print: (line: string) => void;
}

export interface OrderFigures {
  readonly name: ContenderName;
  readonly p50: number;
  readonly p99: number;
  readonly cpuMsPerOrder: number;
  readonly ordersPerSecond: number;
  readonly importMs: number;
  readonly rssBytes: number;
  readonly installedBytes: number;
  readonly packages: number;
  /** The median over the rounds of p50 / the hand-signed request's p50 in the same round. */
  readonly ratio: number;
}

const IN_FLIGHT = 50;
const ROOT = join(import.meta.dirname, '../../../..');

/** All clients against one venue, taking turns, so that what the machine does beside meets them all alike. */
export async function runOrderBench({ orders, rounds, isWritten, print }: OrderBenchOptions): Promise<void> {
  const venue = await spawnVenue();
  const running: RunningContender[] = [];
  try {
    for (const name of namesOf()) running.push(await spawnContender(name, venue.targetOf(name)));
    for (const one of running) await one.run({ round: 0, orders: Math.max(300, orders), inFlight: 1 });
    const serial = new Map<ContenderName, { p50: number[]; all: number[]; cpuMs: number }>();
    const flooded = new Map<ContenderName, number[]>();
    for (let round = 1; round <= rounds; round += 1) {
      // another client begins each round
      const order = running
        .map((_, index) => running[(index + round) % running.length])
        .filter((one) => one !== undefined);
      for (const one of order) {
        const { latencies, cpuMs } = await one.run({ round, orders, inFlight: 1 });
        const sums = serial.get(one.name) ?? { p50: [], all: [], cpuMs: 0 };
        sums.p50.push(quantile(latencies, 0.5));
        sums.all.push(...latencies);
        sums.cpuMs += cpuMs;
        serial.set(one.name, sums);
      }
      for (const one of order) {
        const { elapsedMs } = await one.run({ round, orders, inFlight: IN_FLIGHT });
        flooded.set(one.name, [...(flooded.get(one.name) ?? []), (orders / elapsedMs) * 1000]);
      }
      print(`round ${round} of ${rounds}`);
    }
    const base = serial.get('undici')?.p50 ?? [];
    const figures = running.map(({ name, importMs, rssBytes }): OrderFigures => {
      const { p50, all, cpuMs } = serial.get(name) ?? { p50: [], all: [], cpuMs: 0 };
      const sizes = CONTENDERS[name].packages.map((one) => installedSize(one, import.meta.dirname));
      return {
        name,
        p50: quantile(p50, 0.5),
        p99: quantile(all, 0.99),
        cpuMsPerOrder: cpuMs / (orders * rounds),
        ordersPerSecond: quantile(flooded.get(name) ?? [], 0.5),
        importMs,
        rssBytes,
        installedBytes: sizes.reduce((sum, { bytes }) => sum + bytes, 0),
        packages: sizes.reduce((sum, { packages }) => sum + packages, 0),
        ratio: quantile(
          p50.map((value, round) => value / (base[round] ?? Number.NaN)),
          0.5,
        ),
      };
    });
    const command = `npm run bench -- order --orders ${orders} --rounds ${rounds} --write`;
    const page = formatOrderPage(figures, { orders, rounds, command, node: process.version, cores: cpus().length });
    print(page);
    if (isWritten) writeFileSync(join(ROOT, 'docs/performance.md'), page);
  } finally {
    await Promise.all(running.map((one) => one.close()));
    venue.close();
  }
}

function namesOf(): readonly ContenderName[] {
  return ['undici', 'perpdesk-ws', 'perpdesk-rest', 'ccxt', 'sdk', 'connector'];
}
