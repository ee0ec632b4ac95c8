import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withCrashBench } from './crash-bench.test.fixture.ts';
import { NO_KILL, type Passes, roundsOfEach } from './crash-point.test.fixture.ts';
import { panicThrough } from './panic-steps.test.fixture.ts';
import { runChains } from './run-chains.test.fixture.ts';

const TIMEOUT = 300_000;

let cacheFolder = '';
let passes: Passes = {};
beforeAll(async () => {
  cacheFolder = await mkdtemp(join(tmpdir(), 'perpdesk-cache-'));
  await withCrashBench({ cacheFolder }, async (bench) => {
    await bench.start();
    const result = await panicThrough(bench, 1, NO_KILL);
    expect(result.wrong).toEqual([]);
    passes = result.passes;
    await bench.desk.end();
  });
}, TIMEOUT);
afterAll(() => rm(cacheFolder, { recursive: true, force: true }));

describe('/panic, through kill -9 after its red button', () => {
  test(
    'ends flat, with one closing order and no stop left, before every durable commit',
    async () => expect(await runChains({ cacheFolder }, roundsOfEach(['commit'], [passes]), panicThrough)).toEqual([]),
    TIMEOUT,
  );
});
