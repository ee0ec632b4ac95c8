import { expect, test } from 'vitest';
import { NO_POSTGRES } from '@perpdesk/journal/testing';
import { killAtVenue } from './venue-kills.test.fixture.ts';

const run = NO_POSTGRES === null ? test : test.skip;
const why = NO_POSTGRES === null ? '' : ` (${NO_POSTGRES})`;

run(
  `50 kills on PostgreSQL, a quarter of the requests faulted: nothing lost, doubled or naked${why}`,
  async () => {
    const { kills, faultRate, missed, wrong } = await killAtVenue('postgres', 50, 200);
    expect({ missed, wrong }).toEqual({ missed: [], wrong: [] });
    expect(kills).toBeGreaterThanOrEqual(50);
    expect(faultRate).toBeGreaterThanOrEqual(0.25);
  },
  400_000,
);
