import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { NO_POSTGRES } from '@perpdesk/journal/testing';
import { formatTable } from '../format-table.ts';
import { formatVerdicts } from '../verdict.ts';
import { writeSection } from '../write-section.ts';
import { toAlertFigures } from './alert-figures.ts';
import { judgeAlerts } from './alert-targets.ts';
import { FAN_OUT_COLUMNS, formatAlertsPage, LATENCY } from './format-alerts-page.ts';
import { HANDLER_NAMES, HANDLERS } from './handler.ts';
import { measureBurst } from './measure-burst.ts';
import { type FanOutFigures, measureFanOut } from './measure-fan-out.ts';
import { measureLatency } from './measure-latency.ts';

export interface AlertsBenchOptions {
  readonly perSecond: number;
  readonly accounts: number;
  readonly seconds: number;
  readonly rounds: number;
  /** Alerts of the burst, each to twice as many accounts. */
  readonly burst: number;
  /** Puts the tables into docs. */
  readonly isWritten: boolean;
  readonly print: (line: string) => void;
}

const ROOT = join(import.meta.dirname, '../../../..');
const SYMBOLS = 50;
const FAN_OUT = [1, 50];
const FAN_OUT_ALERTS = 15;

/** The program beside a bare handler. @returns whether every target is met. */
export async function runAlertsBench(options: AlertsBenchOptions): Promise<boolean> {
  const { perSecond, accounts, seconds, rounds, burst, isWritten, print } = options;
  const names = HANDLER_NAMES.filter((name) => HANDLERS[name].database === 'sqlite' || NO_POSTGRES === null);
  if (NO_POSTGRES !== null) print(`without PostgreSQL: ${NO_POSTGRES}`);
  const loadAt = () => loadavg()[0] ?? Number.NaN;
  const loadBefore = loadAt();
  const folder = await mkdtemp(join(tmpdir(), 'perpdesk-bench-'));
  try {
    const common = { names, symbols: SYMBOLS, folder };
    const load = { accounts, connections: 20, perSecond, seconds, rounds, print };
    const records = await measureLatency({ ...common, ...load });
    const figures = names.flatMap((name) => toAlertFigures(name, records) ?? []);
    print(formatTable(LATENCY, figures));
    const programs = names.filter((name) => HANDLERS[name].program);
    const fanOut: FanOutFigures[] = [];
    for (const count of FAN_OUT) {
      const wide = { ...common, accounts: count, alerts: FAN_OUT_ALERTS, folder: join(folder, `fan-out-${count}`) };
      fanOut.push(...(await measureFanOut(wide)));
    }
    print(formatTable(FAN_OUT_COLUMNS, fanOut));
    const rush = { names: programs, symbols: burst, accounts: accounts * 2, folder: join(folder, 'burst') };
    const burstFigures = await measureBurst({ ...rush, connections: burst });
    const results = { figures, burst: burstFigures, fanOut };
    const command = `npm run bench -- alerts --rate ${perSecond} --accounts ${accounts} --seconds ${seconds} --rounds ${rounds} --burst ${burst} --write`;
    const facts = { command, node: process.version, cores: cpus().length, perSecond, accounts, seconds, rounds };
    const page = formatAlertsPage(results, { ...facts, symbols: SYMBOLS, load: [loadBefore, loadAt()] });
    if (isWritten) writeSection(join(ROOT, 'docs/performance.md'), 'alerts', page);
    const verdicts = judgeAlerts(results);
    print(page);
    print(formatVerdicts(verdicts));
    return verdicts.every(({ isMet }) => isMet);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
