import { describe, expect, test } from 'vitest';
import { ROUGH } from '../simulation/crash-run.test.fixture.ts';
import { type NakedPlan, nakedRun } from './naked-run.test.fixture.ts';

const SEEDS = 50;
const CALM = { faults: [], faultRate: 0, crashRate: 0 } as const;

async function wrongSeeds(plan: Omit<NakedPlan, 'seed'>, seeds = SEEDS): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for (let seed = 1; seed <= seeds && found.length < 3; seed++) {
    const wrong = await nakedRun({ ...plan, seed });
    if (wrong.length > 0) found.push({ seed, wrong });
  }
  return found;
}

describe('what is owned and has no stop, looked at every 250 ms', () => {
  test(`is never so for more than 10 s, over ${SEEDS} calm seeds`, async () => {
    expect(await wrongSeeds(CALM)).toEqual([]);
  }, 120_000);

  test(`nor over ${SEEDS} seeds with faults, crashes, and fills in parts`, async () => {
    expect(await wrongSeeds({ ...ROUGH, crashRate: 0.01 })).toEqual([]);
  }, 120_000);

  test.each([['lost'], ['rejected'], ['not-sent']] as const)(
    'nor where every stop is %s',
    async (stops) => {
      expect(await wrongSeeds({ ...CALM, stops }, SEEDS / 5)).toEqual([]);
    },
    120_000,
  );

  test('an engine that waits longer before it closes is noticed', async () => {
    expect(await wrongSeeds({ ...CALM, stops: 'lost', nakedLimitMs: 20_000 }, 10)).not.toEqual([]);
  }, 120_000);
});
