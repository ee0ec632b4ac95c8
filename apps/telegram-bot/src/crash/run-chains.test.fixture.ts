import { type BenchOptions, type CrashBench, withCrashBench } from './crash-bench.test.fixture.ts';
import { formatKill, type Kill, NO_KILL, type Round } from './crash-point.test.fixture.ts';
import type { StepResult } from './alert-steps.test.fixture.ts';

/** Two cores carry so many desks. */
const WIDTH = 4;

/** `count` is 1 for the first step on these files. */
export type Step = (bench: CrashBench, count: number, kill: Kill) => Promise<StepResult>;

/**
 * Leads some desks side by side through the rounds, each through as many as it gets on the same files, and says which step
 * ended otherwise than killed and sound. After one that did, other files are taken.
 */
export async function runChains(
  options: BenchOptions,
  rounds: readonly Round[],
  step: Step,
): Promise<readonly unknown[]> {
  const waiting = [...rounds];
  const bad: unknown[] = [];
  const chain = async (bench: CrashBench): Promise<void> => {
    await bench.start();
    let count = 0;
    for (let round = waiting.shift(); round !== undefined; round = waiting.shift()) {
      for (const kill of round) {
        count += 1;
        const about = { kill: kill === null ? 'none' : formatKill(kill), count };
        try {
          const { isKilled, wrong } = await step(bench, count, kill ?? NO_KILL);
          // a later pass may not come about every time: a step can take a commit less
          const isMet = isKilled || kill?.pass !== 1;
          if (isMet && wrong.length === 0) continue;
          bad.push({ ...about, isKilled, wrong, log: bench.desk.log });
        } catch (error) {
          bad.push({ ...about, error: String(error), log: bench.desk.log });
        }
        return;
      }
    }
  };
  const work = async (): Promise<void> => {
    while (waiting.length > 0) await withCrashBench(options, chain);
  };
  await Promise.all(Array.from({ length: WIDTH }, work));
  return bad;
}
