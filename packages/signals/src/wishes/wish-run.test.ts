import { expect, test } from 'vitest';
import { wishRun } from './wish-run.test.fixture.ts';

const SEEDS = 120;

test(`through crashes and faults an account holds what its stream owns, over ${SEEDS} seeds`, async () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    expect({ seed, wrong: await wishRun(seed) }).toEqual({ seed, wrong: [] });
  }
}, 240_000);
