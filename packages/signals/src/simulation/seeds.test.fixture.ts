import type { Kind } from './profile.test.fixture.ts';
import { simulate } from './simulate.test.fixture.ts';

/** So many run in `npm test`, half of them in each of two files, so that two cores share them. */
export const SEEDS = 2_000;
/** And so many of the rich kind. */
export const RICH_SEEDS = 200;

/** What went wrong in a seed, with the command that shows it again. */
export function tellWrong(seed: number, wrong: readonly string[], kind: Kind): string {
  const more = kind === 'plain' ? '' : ` --kind ${kind}`;
  return `npm run soak:engine -- --from ${seed} --seeds 1 --lines${more}\n  ${wrong.slice(0, 5).join('\n  ')}`;
}

/** Runs every `step`-th seed from the first on; ends with the third that fails. */
export async function runSeeds(
  first: number,
  last: number,
  step: number,
  kind: Kind = 'plain',
): Promise<readonly string[]> {
  const failed: string[] = [];
  for (let seed = first; seed <= last && failed.length < 3; seed += step) {
    const { wrong } = await simulate(seed, { kind });
    if (wrong.length > 0) failed.push(tellWrong(seed, wrong, kind));
  }
  return failed;
}
