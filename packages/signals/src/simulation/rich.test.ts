import { expect, test } from 'vitest';
import { RICH_SEEDS, runSeeds } from './seeds.test.fixture.ts';

test(`what must hold holds in ${RICH_SEEDS} rich simulated days`, async () => {
  expect(await runSeeds(1, RICH_SEEDS, 1, 'rich')).toEqual([]);
}, 900_000);
