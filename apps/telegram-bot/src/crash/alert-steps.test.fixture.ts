import { FLAT, sampleAlert } from '../testing/program-bench.ts';
import type { CrashBench } from './crash-bench.test.fixture.ts';
import type { Kill, Passes } from './crash-point.test.fixture.ts';
import { findWrong } from './find-wrong.test.fixture.ts';

export interface StepResult {
  /** False: the desk did not come by the point, and lives. */
  readonly isKilled: boolean;
  /** Of the points, by a desk that lived, until it had settled the step. */
  readonly passes: Passes;
  readonly wrong: readonly string[];
}

/**
 * The `count`th alert of a strategy that opens and closes in turn, through a kill. As TradingView: the same bytes again while
 * nothing was answered; and once more although it was.
 */
export async function alertThrough(bench: CrashBench, count: number, kill: Kill): Promise<StepResult> {
  const isOpen = count % 2 === 1;
  const wrong: string[] = [];
  // the times are of whole seconds: two rounds would look the same
  const body = sampleAlert({ ...(isOpen ? {} : FLAT), orderId: `order ${count}` });
  await bench.desk.arm(kill);
  const first = await bench.post(body);
  if (first !== null && `${first.status} ${first.result}` !== '200 accepted') {
    wrong.push(`The alert was answered ${first.status} ${first.result}.`);
  }
  const isStored = bench.truth().signals.length === count;
  // without an answer nobody but the sender can bring the alert to the desk again
  if (isStored) await bench.settle(count);
  else if (first !== null) wrong.push('An alert was answered 200 and is not in the journal.');
  const passes = bench.desk.isDead ? {} : await bench.desk.passes();
  const isKilled = await bench.restartIfDead();
  const again = await bench.post(body);
  const should = isStored ? 'duplicate' : 'accepted';
  if (again?.status !== 200 || again.result !== should) {
    wrong.push(`The alert again was answered ${again?.status} ${again?.result}, not ${should}.`);
  }
  await bench.settle(count);
  const found = findWrong(bench, {
    position: isOpen ? '0.02' : '0',
    entries: Array.from({ length: Math.ceil(count / 2) }, () => '0.02'),
    exits: Array.from({ length: Math.floor(count / 2) }, () => '0.02'),
    stops: isOpen ? 1 : 0,
  });
  return { isKilled, passes, wrong: [...wrong, ...found] };
}
