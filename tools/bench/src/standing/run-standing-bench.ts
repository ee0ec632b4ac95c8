import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeSection } from '../write-section.ts';
import { formatStandingPage } from './format-standing-page.ts';
import { judgeStanding } from './standing-targets.ts';
import { formatVerdicts } from '../verdict.ts';
import { measureEmbedded } from './measure-embedded.ts';
import { measureGrowth } from './measure-growth.ts';
import { measureOpen } from './measure-open.ts';

export interface StandingBenchOptions {
  readonly accounts: number;
  readonly starts: number;
  /** How many the exchange tells in the long run. */
  readonly events: number;
  /** Alerts a second in it, to `GROWTH_ACCOUNTS` accounts each. */
  readonly perSecond: number;
  /** Puts the tables into docs. */
  readonly isWritten: boolean;
  readonly print: (line: string) => void;
}

const ROOT = join(import.meta.dirname, '../../../..');
const SYMBOLS = 50;
const GROWTH_ACCOUNTS = 10;
const POINTS = 10;

/** Starts, memory at rest, and memory in the long run. @returns whether every target is met. */
export async function runStandingBench(options: StandingBenchOptions): Promise<boolean> {
  const { accounts, starts, events, perSecond, isWritten, print } = options;
  const folder = await mkdtemp(join(tmpdir(), 'perpdesk-bench-'));
  const sub = async (name: string) => {
    const path = join(folder, name);
    await mkdir(path);
    return path;
  };
  try {
    const load = () => loadavg()[0] ?? Number.NaN;
    const before = load();
    const embedded = await measureEmbedded(starts, folder);
    print(JSON.stringify(embedded));
    const open = await measureOpen({ accounts, symbols: SYMBOLS, folder: await sub('open') });
    print(JSON.stringify(open));
    const beforeGrowth = load();
    const growth = await measureGrowth({
      accounts: GROWTH_ACCOUNTS,
      symbols: SYMBOLS,
      folder: await sub('growth'),
      events,
      perSecond,
      points: POINTS,
      print,
    });
    const results = { embedded, open, growth };
    const command = `npm run bench -- standing --accounts ${accounts} --starts ${starts} --events ${events} --rate ${perSecond} --write`;
    const page = formatStandingPage(results, {
      command,
      node: process.version,
      cores: cpus().length,
      perSecond,
      growthAccounts: GROWTH_ACCOUNTS,
      load: [before, beforeGrowth],
    });
    print(page);
    if (isWritten) writeSection(join(ROOT, 'docs/performance.md'), 'standing', page);
    const verdicts = judgeStanding(results);
    print(formatVerdicts(verdicts));
    return verdicts.every(({ isMet }) => isMet);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
