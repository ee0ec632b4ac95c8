import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDeskProgram, type DeskProgram } from './desk-program.test.fixture.ts';
import { withCrashBench } from './crash-bench.test.fixture.ts';
import { NO_KILL, type Passes, roundsOfEach } from './crash-point.test.fixture.ts';
import { panicThrough } from './panic-steps.test.fixture.ts';
import { runChains } from './run-chains.test.fixture.ts';

const TIMEOUT = 300_000;

let program: DeskProgram;
let passes: Passes = {};
beforeAll(async () => {
  program = await buildDeskProgram();
  await withCrashBench({ program }, async (bench) => {
    await bench.start();
    const result = await panicThrough(bench, 1, NO_KILL);
    expect(result.wrong).toEqual([]);
    passes = result.passes;
    await bench.desk.end();
  });
}, TIMEOUT);
afterAll(() => program.remove());

describe('/panic, through kill -9 after its red button', () => {
  test(
    'ends flat, with one closing order and no stop left, before every durable commit',
    async () => expect(await runChains({ program }, roundsOfEach(['commit'], [passes]), panicThrough)).toEqual([]),
    TIMEOUT,
  );
});
