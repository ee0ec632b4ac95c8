import { expect, test } from 'vitest';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { withFolder } from '../testing/temporary-folder.test.fixture.ts';
import { createBallast } from './ballast.ts';

test.each([6_000, -3_600_000])(
  'ballast that was given takes its room again, also where the clock is set by %i ms',
  (by) =>
    withFolder(async (folder) => {
      const path = join(folder, 'ballast');
      let now = 1_760_000_000_000;
      const ballast = createBallast(path, 4_096, () => now);
      expect(ballast.free()).toBe(true);
      expect(ballast.stands()).toBe(false);
      now += by;
      expect(ballast.stands()).toBe(true);
      expect(existsSync(path)).toBe(true);
    }),
);
