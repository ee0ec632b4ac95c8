import { type Decimal, type Position, POSITION_SIDES, type PositionSide, ZERO } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { isMarked, laneKey } from '../book/intent-table.ts';
import { isRestingEntry } from '../entries/is-resting.ts';
import { pump } from '../lanes/pump.ts';
import { gapsOf } from '../recover/read-from.ts';
import { settleStop } from '../protect/settle-stop.ts';
import { checkWork, intentWork, type Work } from '../faults/work-failed.ts';
import type { Run } from '../run.ts';
import { activityOf } from './activity.ts';
import { lookUp } from '../execute/look-up.ts';
import { settleOrder } from '../execute/settle-order.ts';
import { mayDrift } from './known-drift.ts';
import { compareSide } from './compare-side.ts';
import { ownedOfSide, toPositionSide } from './owned.ts';
import { readPositions } from './read-positions.ts';
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
    const news = own !== null && isUndisturbed() ? await settleUnseen(run, { brokerId, symbol, own }) : null;
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

/** What differs may have come by a resting order of ours, a stop or an entry, whose news is on its way: that is no drift. */
async function settleUnseen(
  run: Run,
  { brokerId, symbol, own }: Pick<Comparison, 'brokerId' | 'symbol' | 'own'>,
): Promise<'moved' | 'same' | 'failed'> {
  const { intents } = run.book;
  const differs = (row: IntentRow): boolean => {
    const side = toPositionSide(row.positionSide);
    const owned = ownedOfSide(run.book, brokerId, symbol, side);
    return isMarked(row) && mayDrift(run, { brokerId, symbol, side }, heldOf(own, side), owned);
  };
  const stops = intents.openProtective(brokerId, symbol).filter(differs);
  const entries = intents.openOfLane(brokerId, symbol).filter((row) => isRestingEntry(row) && differs(row));
  const results = await Promise.all([
    ...stops.map((stop) => settleStop(run, stop)),
    ...entries.map((entry) => settleResting(run, entry)),
  ]);
  if (results.includes('moved')) return 'moved';
  return results.every((result) => result === 'same') ? 'same' : 'failed';
}

async function settleResting(run: Run, entry: IntentRow): Promise<'moved' | 'same' | 'failed'> {
  const look = await lookUp(run, entry);
  if (look === 'failed' || look === 'impossible' || look.order === null) return 'failed';
  const { order } = look;
  await run.write((w) => {
    const current = w.book.intents.get(entry.id);
    if (current !== undefined) settleOrder(run, w, current, order);
  }, intentWork(entry));
  return run.book.intents.get(entry.id)?.version === entry.version ? 'same' : 'moved';
}

function heldOf(own: readonly Position[], side: PositionSide): Decimal {
  return own.find((position) => position.positionSide === side)?.quantity ?? ZERO;
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
