import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROBE_POINTS, type ProbePoint } from '@perpdesk/signals';
import { buildDeskProgram, type DeskProgram } from './desk-program.test.fixture.ts';
import { alertThrough } from './alert-steps.test.fixture.ts';
import { withCrashBench } from './crash-bench.test.fixture.ts';
import {
  IS_FULL,
  type Kill,
  NO_KILL,
  type Passes,
  type Round,
  roundsInTurn,
  roundsOfEach,
} from './crash-point.test.fixture.ts';
import { runChains } from './run-chains.test.fixture.ts';

/** Engine points that no alert of these tests comes by, and why. */
const ELSEWHERE: ReadonlyMap<ProbePoint, string> = new Map([
  ['before-cancel', 'the paper exchange takes a stop away with its position; the engine’s simulation has surplus ones'],
  ['after-cancel', 'as before-cancel'],
]);
const inFlight = (point: ProbePoint): Kill => ({ point, pass: 1, afterMs: 40 });
const TIMEOUT = 300_000;

let program: DeskProgram;
let passes: readonly Passes[] = [];
beforeAll(async () => {
  program = await buildDeskProgram();
  await withCrashBench({ program }, async (bench) => {
    await bench.start();
    const [open, close] = [await alertThrough(bench, 1, NO_KILL), await alertThrough(bench, 2, NO_KILL)];
    expect([open.wrong, close.wrong]).toEqual([[], []]);
    passes = [open.passes, close.passes];
    await bench.desk.end();
  });
}, TIMEOUT);
afterAll(() => program.remove());

describe('an alert that opens and one that closes, through kill -9', () => {
  test('every point of the engine is passed by one of them', () => {
    const unpassed = PROBE_POINTS.filter((point) => passes.every((of) => of[point] === undefined));
    expect(unpassed).toEqual([...ELSEWHERE.keys()]);
  });

  test(
    'one order each, and the position that was asked for: at every point of the engine',
    // each once: the venue's runs come by them again and again
    async () => expect(await runChains({ program }, roundsInTurn(PROBE_POINTS, passes), alertThrough)).toEqual([]),
    TIMEOUT,
  );

  test(
    'the same while an order, a stop or a closing order is on its way to a slow exchange',
    async () => {
      const rounds: readonly Round[] = [
        [inFlight('before-send'), inFlight('before-send')],
        [inFlight('before-stop-send'), inFlight('before-send')],
      ];
      expect(await runChains({ program, latencyMs: 150 }, rounds, alertThrough)).toEqual([]);
    },
    TIMEOUT,
  );

  test(
    'each message once, a marked repeat only where its answer was lost: around every request to Telegram',
    async () => {
      const rounds = roundsInTurn(['telegram-request', 'telegram-answer'], passes);
      expect(await runChains({ program }, rounds, alertThrough)).toEqual([]);
    },
    TIMEOUT,
  );

  test.runIf(IS_FULL)(
    'one order each before every durable commit, of the journal and of the exchange (with CRASH_SWEEP=full: the points above lie around most of them)',
    async () => expect(await runChains({ program }, roundsOfEach(['commit'], passes), alertThrough)).toEqual([]),
    TIMEOUT,
  );
});
