import type { HandlerRecord } from './alert-figures.ts';
import { cpuBetween, cpuMs } from './cpu-ms.ts';
import type { HandlerName } from './handler.ts';
import { residentBytes } from './resident-bytes.ts';
import { type AlertLap, runLap } from './run-lap.ts';
import { openHandlers, type SetOptions } from './running-set.ts';

export interface LatencyOptions extends SetOptions {
  readonly perSecond: number;
  /** Of each handler in each round. */
  readonly seconds: number;
  readonly rounds: number;
  readonly print: (line: string) => void;
}

const PATIENCE_MS = 30_000;

/** The same load for each handler in turns; another begins each round. The first round warms up and does not count. */
export async function measureLatency(options: LatencyOptions): Promise<ReadonlyMap<HandlerName, HandlerRecord>> {
  const { perSecond, seconds, rounds, symbols, print } = options;
  const { handlers, close } = await openHandlers(options);
  const laps = new Map<HandlerName, AlertLap[]>(handlers.map(({ name }) => [name, []]));
  const cpu = new Map<HandlerName, number | null>(handlers.map(({ name }) => [name, 0]));
  const before = new Map<HandlerName, { readonly commits: number | null; readonly rss: number }>();
  try {
    for (let round = 0; round <= rounds; round += 1) {
      if (round === 1) {
        for (const one of handlers) before.set(one.name, { commits: await one.commits(), rss: residentBytes(one.pid) });
      }
      const first = round % handlers.length;
      for (const { name, venue, sender, accounts, pid } of [...handlers.slice(first), ...handlers.slice(0, first)]) {
        const load = { count: perSecond * seconds, perSecond, symbols };
        const cpuBefore = cpuMs(pid);
        const lap = await runLap({ venue, sender, load, accounts, patienceMs: PATIENCE_MS });
        if (round === 0) continue;
        laps.get(name)?.push(lap);
        const used = cpuBetween(cpuBefore, cpuMs(pid));
        const before = cpu.get(name) ?? null;
        cpu.set(name, used === null || before === null ? null : before + used);
      }
      print(round === 0 ? 'warmed up' : `round ${round} of ${rounds}`);
    }
    const records = new Map<HandlerName, HandlerRecord>();
    for (const one of handlers) {
      const start = before.get(one.name);
      const commits = await one.commits();
      records.set(one.name, {
        laps: laps.get(one.name) ?? [],
        commits: commits === null ? null : commits - (start?.commits ?? 0),
        cpuMs: cpu.get(one.name) ?? null,
        rssBytes: [start?.rss ?? 0, residentBytes(one.pid)],
      });
    }
    return records;
  } finally {
    await close();
  }
}
