import { expect, test } from 'vitest';
import { SEEDS } from './seeds.test.fixture.ts';
import { simulate } from './simulate.test.fixture.ts';
import { bite, type Tooth } from './teeth.test.fixture.ts';

/** What a fault of the engine may take. */
const MOST_SEEDS = 500;

/** Each fault is seen, by the invariant that it breaks; the engine itself passes the same seeds. */
export function testTeeth(teeth: readonly Tooth[]): void {
  test.each(teeth)(
    '$name',
    async (tooth) => {
      const found = await bite(tooth, MOST_SEEDS);
      expect(found).toMatchObject({ wrong: expect.stringMatching(tooth.caughtBy) });
      const seed = found?.seeds ?? 0;
      process.stdout.write(`  ${seed} seeds: ${tooth.name} (${found?.wrong ?? ''})\n`);
      expect((await simulate(seed)).wrong).toEqual([]);
      // all seeds up to it pass beside these tests
      expect(seed).toBeLessThanOrEqual(SEEDS);
    },
    300_000,
  );
}
