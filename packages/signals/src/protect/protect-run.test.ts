import { describe, expect, test } from 'vitest';
import { ROUGH } from '../simulation/crash-run.test.fixture.ts';
import { protectRun } from './protect-run.test.fixture.ts';

const SEEDS = 100;

describe('stops, targets and trailing stops', () => {
  test(`at every quiet moment they are of what is owned, over ${SEEDS} calm seeds`, async () => {
    for (let seed = 1; seed <= SEEDS; seed++) {
      const wrong = await protectRun({ seed, faults: [], faultRate: 0, crashRate: 0 });
      expect({ seed, wrong }).toEqual({ seed, wrong: [] });
    }
  }, 240_000);

  test(`and over ${SEEDS} seeds with faults and crashes`, async () => {
    for (let seed = 1; seed <= SEEDS; seed++) {
      const wrong = await protectRun({ seed, ...ROUGH });
      expect({ seed, wrong }).toEqual({ seed, wrong: [] });
    }
  }, 240_000);
});
