import { describe, expect, test } from 'vitest';
import { PROBE_POINTS } from '../probe-point.ts';
import { outageRun, type OutagePlan, type Scenario, SCENARIOS } from './outage-run.test.fixture.ts';

const POINTS = [null, ...PROBE_POINTS];
const CODES = ['disk-full', 'unreachable', 'lost-answer'] as const;
/** Between the steps of an order, after the next run has begun, while nothing moves. */
const KILLS = [0, 500, 1_500, 4_000, 20_000];

/** How many of the runs must meet their point: /panic's own orders are not marked, so that it passes few of them. */
const leastMet = (scenario: Scenario, runs: number): number => runs / (scenario === 'panic' ? 7 : 3);

/** @returns How many of the runs met the outage. */
async function runAll(plans: readonly OutagePlan[]): Promise<number> {
  let failures = 0;
  for (const one of plans) {
    const { plan, hasFailed, wrong } = await outageRun(one);
    if (hasFailed) failures += 1;
    expect({ plan, wrong }).toEqual({ plan, wrong: [] });
  }
  return failures;
}

describe('a journal that fails at any step: nothing naked, nothing doubled, exits done', () => {
  for (const scenario of SCENARIOS) {
    test(`${scenario}, and it works again`, async () => {
      const plans = POINTS.flatMap((at) => CODES.map((code) => ({ scenario, at, code, killedAfterMs: null })));
      expect(await runAll(plans)).toBeGreaterThan(leastMet(scenario, plans.length));
    }, 120_000);

    test(`${scenario}, and the process is killed meanwhile`, async () => {
      const plans = POINTS.flatMap((at) =>
        KILLS.flatMap((killedAfterMs) => CODES.map((code) => ({ scenario, at, code, killedAfterMs }))),
      );
      expect(await runAll(plans)).toBeGreaterThan(leastMet(scenario, plans.length));
    }, 120_000);
  }
});
