import { type Decimal, type Position, POSITION_SIDES } from '@perpdesk/broker-core';
import { isMarked, laneKey } from '../book/intent-table.ts';
import { isRestingEntry } from '../entries/is-resting.ts';
import { pump } from '../lanes/pump.ts';
import { gapsOf } from '../recover/read-from.ts';
import { checkWork, type Work } from '../faults/work-failed.ts';
import type { Run } from '../run.ts';
import { activityOf } from './activity.ts';
import { compareSide } from './compare-side.ts';
import { mayDrift, type SideName } from './known-drift.ts';
import { readPositions } from './read-positions.ts';
import { heldOf, settleUnseen } from './settle-unseen.ts';
import { sentence } from '../sentences/sentence.ts';

/**
 * Compares what the streams own of an instrument with a fresh read of its position. What left the exchange without an
 * order of ours leaves the ledger; it is told, and never bought back.
 */
export function checkDrift(run: Run, brokerId: string, symbol: string): void {
  const key = laneKey(brokerId, symbol);
  if (run.setAside.has(driftWork(brokerId))) return;
  if (run.notes.checkingDrift.has(key)) return;
  run.notes.checkingDrift.add(key);
  run.spawn(async () => {
    try {
      await readUndisturbed(run, brokerId, symbol);
    } finally {
      run.notes.checkingDrift.delete(key);
    }
  }, driftWork(brokerId));
}

/** Without it nothing is known of what others did; an exit that waits for it goes without. */
export function driftWork(brokerId: string): Work {
  return checkWork(sentence('check-owned'), brokerId);
}

/** What is on its way has mostly ended by then. */
const SOON_MS = 250;

/** Reads that own orders, or a gap of the stream, disturb follow each other soon, and later where the orders go on. */
async function readUndisturbed(run: Run, brokerId: string, symbol: string): Promise<void> {
  const { lookGapMs } = run.timings;
  const differs = (side: SideName, held: Decimal, owned: Decimal): boolean => mayDrift(run, side, held, owned);
  let gapMs = SOON_MS;
  while (!run.isStopping) {
    if (hasUnsettled(run, brokerId, symbol)) {
      await run.sleep(SOON_MS);
      continue;
    }
    const activity = activityOf(run, brokerId, symbol);
    const gaps = gapsOf(run, brokerId);
    const isUndisturbed = (): boolean =>
      activityOf(run, brokerId, symbol) === activity && gapsOf(run, brokerId) === gaps;
    const readAt = run.view(brokerId).venueNow();
    const positions = await readPositions(run, brokerId);
    const own = positions?.filter((position) => position.symbol === symbol) ?? null;
    const news = own !== null && isUndisturbed() ? await settleUnseen(run, { brokerId, symbol, own, differs }) : null;
    if (own !== null && news === 'same' && isUndisturbed()) {
      return compareAll(run, { brokerId, symbol, own, activity, readAt });
    }
    if (news === 'moved') continue;
    if (own === null || news === 'failed') {
      await run.sleep(lookGapMs);
      continue;
    }
    await run.sleep(Math.min(gapMs, lookGapMs));
    gapMs *= 2;
  }
}

function compareAll(run: Run, { brokerId, symbol, own, ...read }: Comparison): Promise<void> {
  return run.write((w) => {
    for (const side of POSITION_SIDES) {
      compareSide(run, w, { brokerId, symbol, side, held: heldOf(own, side), ...read });
    }
    pump(run, w, brokerId, symbol);
  }, driftWork(brokerId));
}

/** Orders of ours that are on their way: a position read now says nothing certain. Those that rest are asked after. */
export function hasUnsettled(run: Run, brokerId: string, symbol: string): boolean {
  const isOpen = (row: { readonly state: string }) => row.state !== 'needs-operator';
  return (
    run.book.intents.openOfLane(brokerId, symbol).some((row) => isMarked(row) && isOpen(row) && !isRestingEntry(row)) ||
    run.book.intents.openProtective(brokerId, symbol).some((row) => row.state === 'partially-filled')
  );
}

interface Comparison {
  readonly brokerId: string;
  readonly symbol: string;
  readonly own: readonly Position[];
  readonly activity: number;
  readonly readAt: number;
}
