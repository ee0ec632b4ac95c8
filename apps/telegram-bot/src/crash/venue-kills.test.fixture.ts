import { PROBE_POINTS } from '@perpdesk/signals';
import type { CrashPoint } from './crash-point.test.fixture.ts';
import { buildDeskProgram } from './desk-program.test.fixture.ts';
import type { Database } from './journal-place.test.fixture.ts';
import { runAtVenue, type VenueRunReport } from './venue-run.test.fixture.ts';

/** Where desks are killed by name: all points of the engine, and around a message to Telegram. */
export const POINTS: readonly CrashPoint[] = [...PROBE_POINTS, 'telegram-request', 'telegram-answer'];
/** Only where a stop or a target is one too many. */
const RARE: readonly CrashPoint[] = ['before-cancel', 'after-cancel'];
/** So many desks beside each other leave no core idle: most of the time they wait. */
const WIDTH = 3;
/** With the program's own times a doubt takes ten seconds and more. */
const OWN_TIMES = { timings: 'default', kills: 2, panicRate: 0 } as const;
const OWN_TIMES_POINTS: readonly CrashPoint[] = ['after-send', 'before-stop-send'];

export interface VenueKills {
  readonly kills: number;
  /** Of all requests to the exchange, 0 to 1. */
  readonly faultRate: number;
  /** Points that every run comes by, at which no desk was killed. */
  readonly missed: readonly CrashPoint[];
  /** What was lost, doubled, naked or untold, with its seed and where its files are. */
  readonly wrong: readonly string[];
}

/** Kills that many desks or some more at the named points and at any moment, side by side, some of them with the program's own times. */
export async function killAtVenue(database: Database, kills: number, seed: number): Promise<VenueKills> {
  const program = await buildDeskProgram();
  const others = kills - OWN_TIMES.kills;
  try {
    const runs = await Promise.all([
      runAtVenue({ database, program, seed, points: OWN_TIMES_POINTS, ...OWN_TIMES }),
      ...Array.from({ length: WIDTH }, (_, index) =>
        runAtVenue({
          database,
          program,
          seed: seed + 1 + index,
          timings: 'quick',
          kills: Math.floor((others + index) / WIDTH),
          points: POINTS.filter((_, at) => at % WIDTH === index),
        }),
      ),
    ]);
    return sumUp(runs);
  } finally {
    await program.remove();
  }
}

function sumUp(runs: readonly VenueRunReport[]): VenueKills {
  const sum = (of: (run: VenueRunReport) => number) => runs.reduce((total, run) => total + of(run), 0);
  const met = new Set(runs.flatMap((run) => run.kills.map(({ where }) => where.split(':')[0])));
  return {
    kills: sum((run) => run.kills.length),
    faultRate: sum((run) => run.faulted) / sum((run) => run.calls),
    missed: POINTS.filter((point) => !met.has(point) && !RARE.includes(point)),
    wrong: runs.flatMap((run) => run.wrong.map((text) => `${text} (seed ${run.seed}, ${run.evidence ?? 'no files'})`)),
  };
}
