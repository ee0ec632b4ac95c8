import { expect, test } from 'vitest';
import { killAtVenue } from './venue-kills.test.fixture.ts';

test('50 kills on a file, a quarter of the exchange’s requests faulted: nothing lost, doubled or naked', async () => {
  const { kills, faultRate, missed, wrong } = await killAtVenue('sqlite', 50, 100);
  expect({ missed, wrong }).toEqual({ missed: [], wrong: [] });
  expect(kills).toBeGreaterThanOrEqual(50);
  expect(faultRate).toBeGreaterThanOrEqual(0.25);
}, 400_000);
