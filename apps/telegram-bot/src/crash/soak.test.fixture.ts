import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alertOf, type Positions, wrongAfter } from './alert-steps.test.fixture.ts';
import { type CrashBench, withCrashBench } from './crash-bench.test.fixture.ts';
import { type Kill, NO_KILL } from './crash-point.test.fixture.ts';
import { createDice } from './dice.test.fixture.ts';

/*
 * kill -9 at random times: `npm run soak:desk [-- KILLS [SEED]]`. A strategy opens, adds, reduces, reverses and closes; desks are
 * ended at any moment of their work and of their recovery. Prints what it did; exits 1 if anything is wrong in the end.
 *
 * The seed decides what is done and when the kills come; where exactly they meet the desk is the machine's.
 */
const [wantedKills = '150', seedText = `${Date.now() % 1_000_000}`] = process.argv.slice(2);
const seed = Number(seedText);
const WIDTH = 3;
const STEPS = 12;
const SIZES = ['-0.03', '-0.02', '-0.01', '0', '0.01', '0.02', '0.03'];

interface Tally {
  kills: number;
  alerts: number;
  expired: number;
  chains: number;
  readonly wrong: unknown[];
}
const tally: Tally = { kills: 0, alerts: 0, expired: 0, chains: 0, wrong: [] };
const say = (text: string) => void process.stdout.write(`${text}\n`);
const pause = (ms: number) => new Promise((resolve) => void setTimeout(resolve, ms));

/** Ends desks until one is let live; some of them while they recover. */
async function endSome(bench: CrashBench, dice: () => number): Promise<void> {
  await pause(dice() ** 2 * 300);
  await bench.desk.kill();
  for (; dice() < 0.35; tally.kills += 1) {
    const early: Kill = { point: 'commit', pass: 1 + Math.floor(dice() * 12) };
    await bench.start(dice() < 0.7 ? early : NO_KILL);
    await pause(dice() * 1_000);
    await bench.desk.kill();
    bench.countKill();
  }
  await bench.restartIfDead();
  tally.kills += 1;
}

/** As TradingView, which gets no answer from a dead desk: the same bytes until they are taken. */
async function deliver(bench: CrashBench, body: string, dice: () => number): Promise<void> {
  for (;;) {
    const isKilled = dice() < 0.8;
    const posted = bench.post(body);
    if (isKilled) await endSome(bench, dice);
    const answer = await posted;
    tally.alerts += 1;
    if (answer?.status === 200) return;
  }
}

/** False: an entry ran out of its attempts, and said so; the strategy sits out. */
async function step(bench: CrashBench, positions: Positions, dice: () => number): Promise<boolean> {
  await deliver(bench, alertOf(positions), dice);
  await bench.settle(positions.length - 1);
  if (bench.truth().outbox.some(({ type }) => type === 'order.expired')) {
    tally.expired += 1;
    return false;
  }
  const wrong = wrongAfter(bench, positions);
  if (wrong.length > 0) tally.wrong.push({ positions, wrong, log: bench.desk.log });
  return wrong.length === 0;
}

async function runChain(bench: CrashBench, dice: () => number): Promise<void> {
  await bench.start();
  let positions: Positions = ['0'];
  while (positions.length <= STEPS && tally.kills < Number(wantedKills)) {
    const others = SIZES.filter((size) => size !== positions.at(-1));
    positions = [...positions, others[Math.floor(dice() * others.length)] ?? '0'];
    if (!(await step(bench, positions, dice))) return;
  }
}

const startedAt = Date.now();
const cacheFolder = await mkdtemp(join(tmpdir(), 'perpdesk-cache-'));
say(`seed ${seed}, ${wantedKills} kills`);
const work = async (_: unknown, index: number): Promise<void> => {
  const dice = createDice(seed * WIDTH + index);
  while (tally.kills < Number(wantedKills)) {
    tally.chains += 1;
    const latencyMs = dice() < 0.5 ? 0 : Math.floor(dice() * 100);
    try {
      await withCrashBench({ cacheFolder, latencyMs }, (bench) => runChain(bench, dice));
    } catch (error) {
      tally.wrong.push(String(error));
    }
  }
};
await Promise.all(Array.from({ length: WIDTH }, work));
await rm(cacheFolder, { recursive: true, force: true });
const seconds = Math.round((Date.now() - startedAt) / 1000);
for (const wrong of tally.wrong) say(JSON.stringify(wrong, null, 2));
const { kills, alerts, chains, expired } = tally;
say(`${kills} kills, ${alerts} alerts, ${chains} desks' files, ${expired} entries expired by rule, ${seconds} s`);
say(`${tally.wrong.length} violations, seed ${seed}`);
process.exit(tally.wrong.length === 0 ? 0 : 1);
