import { CAPABILITIES } from '../../capabilities.ts';
import { assertThat } from './assertions.ts';
import type { Bench } from './bench.ts';
import type { ConformanceCase } from './conformance-case.ts';
import { missingNeeds } from './missing-needs.ts';
import type { Need } from './need.ts';
import { runCase } from './run-case.ts';

/** A test runner's `test`: Vitest's, node:test's, or one like them. */
export interface ConformanceTest {
  (name: string, run: () => Promise<void>): unknown;
  /** Names a case without running it. */
  readonly skip: (name: string, run: () => Promise<void>) => unknown;
}

/**
 * Declares one test for each case; one that needs what is not offered is skipped, with the reason in its name.
 *
 * `createBench` is called for each case. `offered` is what the broker and the bench can do: doors, and exactly the
 * capabilities that the broker tells; each case fails where these are others.
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
    if (missing.length === 0) test(name, async () => runHonestly(one, await createBench(one), offers));
    else test.skip(`${name} (needs ${missing.join(', ')})`, async () => {});
  }
}

/** A capability that is told and not offered would be skipped, and one that is offered and not told is none. */
async function runHonestly(one: ConformanceCase, bench: Bench, offers: ReadonlySet<Need>): Promise<void> {
  const { capabilities } = bench.broker;
  const wrong = CAPABILITIES.filter((capability) => capabilities.has(capability) !== offers.has(capability));
  if (wrong.length === 0) return runCase(one, bench);
  await bench.close();
  assertThat(false, `The broker tells other capabilities than are offered: they differ in ${wrong.join(', ')}.`);
}
