import type { Bench } from './bench.ts';
import { createCaseRun } from './case-context.ts';
import { cleanUp } from './clean-up.ts';
import type { ConformanceCase } from './conformance-case.ts';

/** Runs one case on its bench: flat before, flat after, in the case's position mode. Rejects where the broker is at fault. */
export async function runCase(one: ConformanceCase, bench: Bench): Promise<void> {
  try {
    await cleanUp(bench);
    const restoreMode = await enterMode(one, bench);
    try {
      await runOnClean(one, bench);
    } finally {
      await restoreMode();
    }
  } finally {
    await bench.close();
  }
}

async function runOnClean(one: ConformanceCase, bench: Bench): Promise<void> {
  const { context, end } = await createCaseRun(one.id, bench);
  const tidy = async () => {
    try {
      await end();
    } finally {
      await cleanUp(bench);
    }
  };
  try {
    await one.run(context);
  } catch (error) {
    // what the case found counts, not what it left behind
    await tidy().catch(() => undefined);
    throw error;
  }
  await tidy();
}

async function enterMode(
  { positionMode = 'one-way' }: ConformanceCase,
  { broker }: Bench,
): Promise<() => Promise<void>> {
  const before = await broker.getPositionMode();
  if (before === positionMode) return async () => {};
  await broker.setPositionMode(positionMode);
  return async () => {
    await broker.setPositionMode(before).catch(() => undefined);
  };
}
