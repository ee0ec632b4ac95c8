import { describe, expect, test } from '@jest/globals';
import { crashRun, ROUGH } from './crash-run.test.fixture.ts';

const SEEDS = 300;

describe('E7(e) crashes and faults', () => {
  test(`one order a leg, the position that was asked for and its stop, over ${SEEDS} seeds`, async () => {
    for (let seed = 1; seed <= SEEDS; seed++) {
      expect({ seed, wrong: await crashRun({ seed, ...ROUGH }) }).toEqual({ seed, wrong: [] });
    }
  }, 240_000);
});
