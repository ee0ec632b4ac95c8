import { nextSeed, openSoakFile, sumOf } from '@perpdesk/soak';
import { buildDeskProgram } from './desk-program.test.fixture.ts';
import type { Database } from './journal-place.test.fixture.ts';
import { readSoakArguments } from './soak-arguments.test.fixture.ts';
import { POINTS } from './venue-kills.test.fixture.ts';
import { runAtVenue, type VenueRunReport } from './venue-run.test.fixture.ts';

/*
 * kill -9 at named points and at any moment, on a troubled exchange:
 * `npm run soak:desk -- --kills 2000 [--database sqlite|postgres] [--seed N] [--width N] [--out FILE] [--resume]`.
 *
 * Appends a line for each run to FILE (tmp/soak-desk.jsonl) and exits 1 if anything was lost, doubled, naked or untold. The seed
 * decides what is done, what goes wrong and when the kills come; where exactly they meet the desk is the machine's. What
 * a run that went wrong left is kept in a folder that is named.
 */
const KILLS_A_RUN = 12;
/** Points of a run: so many that most of its kills are at one. */
const POINTS_A_RUN = 8;

const say = (text: string) => void process.stdout.write(`${text}\n`);
const asked = readSoakArguments(process.argv.slice(2), Date.now() % 1_000_000);
const program = await buildDeskProgram();
let failed = 0;

function tell(soak: string, run: VenueRunReport): void {
  const { seed, kills, alerts, trades, panics, leaps, orders, calls, faulted, longestNakedMs, seconds, wrong } = run;
  say(
    `${soak} seed ${seed}: ${kills.length} kills, ${alerts} alerts, ${trades} trades, ${panics} panics, ${leaps} leaps, ` +
      `${orders} orders, ${Math.round((100 * faulted) / calls)} % of ${calls} requests faulted, ` +
      `longest without a stop ${longestNakedMs} ms, ${seconds} s: ${wrong.length === 0 ? 'sound' : 'WRONG'}`,
  );
  if (wrong.length === 0) return;
  for (const text of wrong) say(`  ${text.slice(0, 1_000)}`);
  say(`  kills: ${kills.map(({ where, at }) => `${where} ${new Date(at).toISOString()}`).join(', ')}`);
  say(`  files: ${run.evidence ?? 'none'}`);
}

async function soak(database: Database): Promise<void> {
  const name = `desk:${database}`;
  const file = openSoakFile({ path: asked.out, soak: name, resume: asked.resume });
  const before = sumOf(file.before);
  let seed = nextSeed(file.before, asked.seed);
  let kills = before.count;
  let reserved = kills;
  failed += before.failed;
  say(`${name}: ${asked.kills} kills from seed ${seed} on${kills === 0 ? '' : `, ${kills} of them are done`}`);
  const work = async (): Promise<void> => {
    while (reserved < asked.kills) {
      const share = Math.min(KILLS_A_RUN, asked.kills - reserved);
      reserved += share;
      const mine = seed++;
      const points = POINTS.map((_, at) => POINTS[(mine * POINTS_A_RUN + at) % POINTS.length]);
      const run = await runAtVenue({
        database,
        program,
        seed: mine,
        timings: 'quick',
        kills: share,
        points: points.flatMap((point) => point ?? []).slice(0, Math.min(share, POINTS_A_RUN)),
      });
      kills += run.kills.length;
      reserved += run.kills.length - share;
      failed += run.wrong.length;
      file.append({ seed: mine, count: run.kills.length, failed: run.wrong.length, seconds: run.seconds });
      tell(name, run);
    }
  };
  await Promise.all(Array.from({ length: asked.width }, work));
  say(`${name}: ${kills} kills`);
}

for (const database of asked.databases) await soak(database);
await program.remove();
say(`${failed} violations`);
process.exit(failed === 0 ? 0 : 1);
