import { decimal } from '@perpdesk/broker-core';
import { sampleAlert } from '../testing/program-bench.ts';
import type { CrashBench } from './crash-bench.test.fixture.ts';
import type { Kill, Passes } from './crash-point.test.fixture.ts';
import { findWrong } from './find-wrong.test.fixture.ts';
import { ordersOf } from './orders-of.test.fixture.ts';

export interface StepResult {
  /** False: the desk did not come by the point, and lives. */
  readonly isKilled: boolean;
  /** Of the points, by a desk that lived, until it had settled the step. */
  readonly passes: Passes;
  readonly wrong: readonly string[];
}

/** The strategy's positions, signed: where it begins and where each alert brings it. */
export type Positions = readonly [string, ...string[]];

/** The alert that brings the strategy to the last of its positions; with these fields in place. */
export function alertOf(positions: Positions, fields: Readonly<Record<string, string>> = {}): string {
  const [previous = '0', next = '0'] = positions.slice(-2);
  const sideOf = (position: string) => (position === '0' ? 'flat' : position.startsWith('-') ? 'short' : 'long');
  const sizeOf = (position: string) => position.replace('-', '');
  return sampleAlert({
    action: decimal(next).gt(previous) ? 'buy' : 'sell',
    contracts: decimal(next).minus(previous).abs().toFixed(),
    marketPosition: sideOf(next),
    marketPositionSize: sizeOf(next),
    prevMarketPosition: sideOf(previous),
    prevMarketPositionSize: sizeOf(previous),
    positionSize: next,
    // the times are of whole seconds: two rounds would look the same
    orderId: `order ${positions.length}`,
    ...fields,
  });
}

/** What is not as it should be after the alerts. */
export function wrongAfter(bench: CrashBench, positions: Positions): readonly string[] {
  const position = positions.at(-1) ?? '0';
  return findWrong(bench, { position, ...ordersOf(positions), stops: position === '0' ? 0 : 1 });
}

/**
 * The `count`th alert of a strategy that opens and closes in turn, through a kill. As TradingView: the same bytes again while
 * nothing was answered; and once more although it was.
 */
export async function alertThrough(bench: CrashBench, count: number, kill: Kill): Promise<StepResult> {
  const positions: Positions = ['0', ...Array.from({ length: count }, (_, index) => (index % 2 === 0 ? '0.02' : '0'))];
  const wrong: string[] = [];
  const body = alertOf(positions);
  await bench.desk.arm(kill);
  const first = await bench.post(body);
  if (first !== null && `${first.status} ${first.result}` !== '200 accepted') {
    wrong.push(`The alert was answered ${first.status} ${first.result}.`);
  }
  const isStored = bench.truth().signals.length === count;
  // without an answer nobody but the sender can bring the alert to the desk again
  if (isStored) await bench.settle(count);
  else if (first !== null) wrong.push('An alert was answered 200 and is not in the journal.');
  const passes = await bench.disarm();
  const isKilled = await bench.restartIfDead();
  const again = await bench.post(body);
  const should = isStored ? 'duplicate' : 'accepted';
  if (again?.status !== 200 || again.result !== should) {
    wrong.push(`The alert again was answered ${again?.status} ${again?.result}, not ${should}.`);
  }
  await bench.settle(count);
  return { isKilled, passes, wrong: [...wrong, ...wrongAfter(bench, positions)] };
}
