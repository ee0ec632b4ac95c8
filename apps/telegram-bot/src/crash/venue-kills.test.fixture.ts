import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROBE_POINTS } from '@perpdesk/signals';
import type { CrashPoint } from './crash-point.test.fixture.ts';
import type { Database } from './journal-place.test.fixture.ts';
import { runAtVenue, type VenueRunReport } from './venue-run.test.fixture.ts';

/** Where desks are killed by name: all points of the engine, and around a message to Telegram. */
export const VENUE_POINTS: readonly CrashPoint[] = [...PROBE_POINTS, 'telegram-request', 'telegram-answer'];

/** So many desks beside each other leave no core idle: most of the time they wait. */
const WIDTH = 3;

/** What runs over, side by side, each on files, a chat and an exchange of its own. */
export interface VenueKills {
  readonly runs: readonly VenueRunReport[];
  readonly kills: number;
  /** Of all requests to the exchange, 0 to 1. */
  readonly faultRate: number;
  /** Points at which none was killed. */
  readonly missed: readonly CrashPoint[];
  /** What went wrong, with its seed and where its files are. */
  readonly wrong: readonly string[];
}

/** Kills so many desks at the named points and at any moment, and one more run on the program's own times. */
export async function killAtVenue(database: Database, kills: number, seed: number): Promise<VenueKills> {
  const cacheFolder = await mkdtemp(join(tmpdir(), 'perpdesk-cache-'));
  try {
    const share = (index: number) => VENUE_POINTS.filter((_, at) => at % WIDTH === index);
    const quick = Array.from({ length: WIDTH }, (_, index) =>
      runAtVenue({
        database,
        cacheFolder,
        seed: seed + index,
        timings: 'quick',
        kills: Math.floor((kills + index) / WIDTH),
        points: share(index),
      }),
    );
    const runs = await Promise.all(quick);
    return sumUp(runs);
  } finally {
    await rm(cacheFolder, { recursive: true, force: true });
  }
}

export function sumUp(runs: readonly VenueRunReport[]): VenueKills {
  const sum = (of: (run: VenueRunReport) => number) => runs.reduce((total, run) => total + of(run), 0);
  const met = new Set(runs.flatMap((run) => run.kills.map(({ where }) => where.split(':')[0])));
  return {
    runs,
    kills: sum((run) => run.kills.length),
    faultRate: sum((run) => run.faulted) / sum((run) => run.calls),
    missed: VENUE_POINTS.filter((point) => !met.has(point)),
    wrong: runs.flatMap((run) => run.wrong.map((text) => `${text} (seed ${run.seed}, ${run.evidence ?? 'no files'})`)),
  };
}
