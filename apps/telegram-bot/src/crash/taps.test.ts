import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROBE_POINTS, type ProbePoint } from '@perpdesk/signals';
import { buildDeskProgram, type DeskProgram } from './desk-program.test.fixture.ts';
import { withCrashBench } from './crash-bench.test.fixture.ts';
import { NO_KILL, type Passes, roundsInTurn } from './crash-point.test.fixture.ts';
import { runChains } from './run-chains.test.fixture.ts';
import { tapThrough } from './tap-steps.test.fixture.ts';

/** Engine points that no order by hand comes by, and why. */
const ELSEWHERE: ReadonlyMap<ProbePoint, string> = new Map([
  ['before-inbox-commit', 'of alerts; the commit that stores a person’s order is among all commits'],
  ['after-inbox-commit', 'as before-inbox-commit'],
  ['before-stop-send', 'an order by hand has no stop'],
  ['after-stop-send', 'as before-stop-send'],
  ['before-cancel', 'as before-stop-send'],
  ['after-cancel', 'as before-stop-send'],
]);
const TIMEOUT = 300_000;

let program: DeskProgram;
let passes: readonly Passes[] = [];
beforeAll(async () => {
  program = await buildDeskProgram();
  await withCrashBench({ program }, async (bench) => {
    await bench.start();
    const [open, close] = [await tapThrough(bench, 1, NO_KILL), await tapThrough(bench, 2, NO_KILL)];
    expect([open.wrong, close.wrong]).toEqual([[], []]);
    passes = [open.passes, close.passes];
    await bench.desk.end();
  });
}, TIMEOUT);
afterAll(() => program.remove());

describe('an order by hand, through kill -9 after the tap', () => {
  test('every point of the engine is passed', () => {
    const unpassed = PROBE_POINTS.filter((point) => passes.every((of) => of[point] === undefined));
    expect(unpassed).toEqual([...ELSEWHERE.keys()]);
  });

  test(
    'one order a card, and a second tap hears so: at every point of the engine',
    async () => expect(await runChains({ program }, roundsInTurn(PROBE_POINTS, passes), tapThrough)).toEqual([]),
    TIMEOUT,
  );

  test(
    'the same before every durable commit',
    async () => expect(await runChains({ program }, roundsInTurn(['commit'], passes), tapThrough)).toEqual([]),
    TIMEOUT,
  );
});
