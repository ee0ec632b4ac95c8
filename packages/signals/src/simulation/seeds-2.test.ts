import { expect, test } from 'vitest';
import { runSeeds, SEEDS } from './seeds.test.fixture.ts';

test(`what must hold holds in ${SEEDS / 2} simulated days, the even seeds`, async () => {
  expect(await runSeeds(2, SEEDS, 2)).toEqual([]);
}, 900_000);
