import { cpus } from 'node:os';
import { join } from 'node:path';
import { formatVerdicts } from '../verdict.ts';
import { writeSection } from '../write-section.ts';
import { assertBuilt } from './assert-built.ts';
import { CONTENDER_NAMES, CONTENDERS, type ContenderName } from './contender.ts';
import { type Lap, type OrderFigures, quieterHalf, toFigures } from './figures.ts';
import { formatOrderPage } from './format-order-page.ts';
import { hearAccount } from './hear-account.ts';
import { installedSize } from './installed-size.ts';
import { runRound, warmUp } from './run-round.ts';
import { type RunningContender, spawnContender } from './spawn-contender.ts';
import { spawnVenue } from './spawn-venue.ts';
import { judge } from './targets.ts';

export interface OrderBenchOptions {
  /** Of each client in each round. */
  readonly orders: number;
  readonly rounds: number;
  /** Puts the page into docs. */
  readonly isWritten: boolean;
  readonly print: (line: string) => void;
}

const IN_FLIGHT = 50;
const ROOT = join(import.meta.dirname, '../../../..');
const OURS = ['broker-core', 'broker-binance'];

/** All clients against one venue. @returns whether every target is met. */
export async function runOrderBench({ orders, rounds, isWritten, print }: OrderBenchOptions): Promise<boolean> {
  for (const name of OURS) assertBuilt(join(ROOT, 'packages', name));
  const sizes = new Map(CONTENDER_NAMES.map((name) => [name, sizeOf(name)]));
  const venue = await spawnVenue();
  const running: RunningContender[] = [];
  const listeners: { readonly close: () => void }[] = [];
  try {
    for (const name of CONTENDER_NAMES) {
      const target = venue.targetOf(name);
      running.push(await spawnContender(name, target));
      if (!('hearsAccount' in CONTENDERS[name])) listeners.push(await hearAccount(target));
    }
    await warmUp(running, { orders, inFlight: IN_FLIGHT });
    const laps = new Map<ContenderName, Lap[]>(CONTENDER_NAMES.map((name) => [name, []]));
    for (let round = 1; round <= rounds; round += 1) {
      const done = await runRound(running, { round, orders, inFlight: IN_FLIGHT });
      for (const [name, lap] of done) laps.get(name)?.push(lap);
      print(`round ${round} of ${rounds}`);
    }
    const quiet = quieterHalf(laps);
    const base = quiet.get('undici') ?? [];
    const figures = running.map(({ name, importMs, rssBytes }): OrderFigures => ({
      name,
      importMs,
      rssBytes,
      ...toFigures(quiet.get(name) ?? [], base),
      installedBytes: sizes.get(name)?.bytes ?? 0,
      packages: sizes.get(name)?.packages ?? 0,
    }));
    const command = `npm run bench -- order --orders ${orders} --rounds ${rounds} --write`;
    const facts = { orders, rounds, inFlight: IN_FLIGHT, command, node: process.version, cores: cpus().length };
    const page = formatOrderPage(figures, facts);
    if (isWritten) writeSection(join(ROOT, 'docs/performance.md'), 'order', page);
    const verdicts = judge(figures);
    print(page);
    print(formatVerdicts(verdicts));
    return verdicts.every(({ isMet }) => isMet);
  } finally {
    for (const listener of listeners) listener.close();
    await Promise.all(running.map((one) => one.close()));
    venue.close();
  }
}

function sizeOf(name: ContenderName) {
  const sizes = CONTENDERS[name].packages.map((one) => installedSize(one, import.meta.dirname));
  return {
    bytes: sizes.reduce((sum, { bytes }) => sum + bytes, 0),
    packages: sizes.reduce((sum, { packages }) => sum + packages, 0),
  };
}
