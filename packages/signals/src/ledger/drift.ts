import { type Decimal, type Position, POSITION_SIDES, type PositionSide, ZERO } from '@perpdesk/broker-core';
import { isMarked, laneKey } from '../book/intent-table.ts';
import { inTime } from '../execute/in-time.ts';
import { lags } from '../lanes/plan-account.ts';
import { pump } from '../lanes/pump.ts';
import { settleStop } from '../protect/settle-stop.ts';
import type { Run } from '../run.ts';
import { activityOf } from './activity.ts';
import { compareSide } from './compare-side.ts';
import { ownedOfSide, toPositionSide } from './owned.ts';

/**
 * Compares what the streams own of an instrument with a fresh read of its position. What left the exchange without an
 * order of ours leaves the ledger; it is told, and never bought back.
 */
export function checkDrift(run: Run, brokerId: string, symbol: string): void {
  const key = laneKey(brokerId, symbol);
  if (run.notes.checkingDrift.has(key)) return;
  run.notes.checkingDrift.add(key);
  run.spawn(async () => {
    try {
      await readUndisturbed(run, brokerId, symbol);
    } finally {
      run.notes.checkingDrift.delete(key);
    }
  });
}

async function readUndisturbed(run: Run, brokerId: string, symbol: string): Promise<void> {
  while (!run.isStopping) {
    const activity = activityOf(run, brokerId, symbol);
    const positions = hasUnsettled(run, brokerId, symbol) ? null : await read(run, brokerId);
    if (positions !== null && activityOf(run, brokerId, symbol) === activity) {
      const own = positions.filter((position) => position.symbol === symbol);
      const fired = await settleFired(run, { brokerId, symbol, own });
      if (fired === 'moved') continue;
      if (fired === 'same') return compareAll(run, { brokerId, symbol, own, activity });
    }
    await run.sleep(run.timings.lookGapMs);
  }
}

/** What is missing may have gone by a stop of ours whose news is still on its way: that is no drift. */
async function settleFired(
  run: Run,
  { brokerId, symbol, own }: Omit<Comparison, 'activity'>,
): Promise<'moved' | 'same' | 'failed'> {
  const stops = run.book.intents.openStops(brokerId, symbol).filter((stop) => {
    const side = toPositionSide(stop.positionSide);
    return isMarked(stop) && lags(heldOf(own, side), ownedOfSide(run.book, brokerId, symbol, side));
  });
  const results = await Promise.all(stops.map((stop) => settleStop(run, stop)));
  return results.find((result) => result === 'moved') ?? results.find((result) => result === 'failed') ?? 'same';
}

function heldOf(own: readonly Position[], side: PositionSide): Decimal {
  return own.find((position) => position.positionSide === side)?.quantity ?? ZERO;
}

function compareAll(run: Run, { brokerId, symbol, own, activity }: Comparison): Promise<void> {
  return run.write((w) => {
    for (const side of POSITION_SIDES) {
      compareSide(run, w, { brokerId, symbol, side, held: heldOf(own, side), activity });
    }
    pump(run, w, brokerId, symbol);
  });
}

/** Orders of ours that may still fill: a position read now says nothing certain. */
export function hasUnsettled(run: Run, brokerId: string, symbol: string): boolean {
  const isOpen = (row: { readonly state: string }) => row.state !== 'needs-operator';
  return (
    run.book.intents.openOfLane(brokerId, symbol).some((row) => isMarked(row) && isOpen(row)) ||
    run.book.intents.openStops(brokerId, symbol).some((row) => row.state === 'partially-filled')
  );
}

function read(run: Run, brokerId: string): Promise<readonly Position[] | null> {
  const answer = run.broker(brokerId).getPositions({ abortSignal: run.abortSignal });
  return inTime(run.clock, run.timings.readMs, 'getPositions', answer).catch(() => null);
}

interface Comparison {
  readonly brokerId: string;
  readonly symbol: string;
  readonly own: readonly Position[];
  readonly activity: number;
}
