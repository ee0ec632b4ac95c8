import type { Bench } from './bench.ts';
import type { ConformanceCase } from './conformance-case.ts';
import { missingNeeds } from './missing-needs.ts';
import type { Need } from './need.ts';
import { runCase } from './run-case.ts';

/** A test runner's `test`: jest's, node:test's, or one like them. */
export interface ConformanceTest {
  (name: string, run: () => Promise<void>): unknown;
  readonly skip: (name: string, run: () => Promise<void>) => unknown;
}

/**
 * Declares one test for each case; one that needs what is not offered is skipped, with the reason in its name.
 *
 * `createBench` is called for each case. `offered` is what the broker and the bench can do: capabilities and doors.
 *
 * @example conformance(test, CONFORMANCE_CASES, createBench, [...PAPER_CAPABILITIES, 'fills', ...MARKET_DOORS]);
 */
export function conformance(
  test: ConformanceTest,
  cases: readonly ConformanceCase[],
  createBench: (one: ConformanceCase) => Promise<Bench>,
  offered: Iterable<Need>,
): void {
  const offers = new Set(offered);
  for (const one of cases) {
    const missing = missingNeeds(one, offers);
    const name = `${one.id} ${one.title}`;
    if (missing.length === 0) test(name, async () => runCase(one, await createBench(one)));
    else test.skip(`${name} (needs ${missing.join(', ')})`, async () => {});
  }
}
