import {
  type Decimal,
  formatDecimal,
  type Position,
  POSITION_SIDES,
  type PositionSide,
  ZERO,
} from '@perpdesk/broker-core';
import { isMarked, laneKey } from '../book/intent-table.ts';
import type { Writer } from '../book/writer.ts';
import { inTime } from '../execute/in-time.ts';
import { lags } from '../lanes/plan-account.ts';
import { pump } from '../lanes/pump.ts';
import { directionOf } from '../plan/sides.ts';
import { settleStop } from '../protect/settle-stop.ts';
import { releaseStops } from '../protect/release-stops.ts';
import { accountTag } from '../relay/order-fields.ts';
import { tellStream } from '../relay/tell.ts';
import type { Run } from '../run.ts';
import { activityOf } from './activity.ts';
import { takeOwned } from './book-fill.ts';
import { ownedOfSide, ownersOf, toPositionSide } from './owned.ts';

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
  { brokerId, symbol, own }: Omit<Comparison, 'side' | 'activity'>,
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

function compareAll(run: Run, { brokerId, symbol, own, activity }: Omit<Comparison, 'side'>): Promise<void> {
  return run.write((w) => {
    for (const side of POSITION_SIDES) compare(run, w, { brokerId, symbol, side, own, activity });
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
  readonly side: PositionSide;
  readonly own: readonly Position[];
  readonly activity: number;
}

function compare(run: Run, w: Writer, { brokerId, symbol, side, own, activity }: Comparison): void {
  const held = heldOf(own, side);
  const sideKey = `${laneKey(brokerId, symbol)} ${side}`;
  run.notes.confirmed.set(sideKey, { quantity: formatDecimal(held), activity });
  const owned = ownedOfSide(w.book, brokerId, symbol, side);
  const cause = run.notes.causes.get(sideKey) ?? 'foreign';
  run.notes.causes.delete(sideKey);
  const realizedPnl = formatDecimal(run.notes.foreignPnl.get(sideKey) ?? ZERO);
  run.notes.foreignPnl.delete(sideKey);
  if (!lags(held, owned)) return;
  const stream = ownersOf(w.book, brokerId, symbol, side)[0]?.stream;
  const gone = missing(held, owned);
  const direction = directionOf(owned);
  takeOwned(w, {
    brokerId,
    symbol,
    side,
    direction,
    quantity: gone,
    first: null,
    isOwnStep: false,
    state: 'sitting-out',
  });
  const eventId = `drift:${brokerId}:${symbol}:${side}:${run.newId()}`;
  const about = { account: accountTag(run, brokerId), symbol, positionSide: side };
  if (stream !== undefined && cause !== 'panic') {
    const detail = `${formatDecimal(gone)} ${symbol} left the account without an order of this desk; it is not bought back.`;
    tellStream(run, w, stream, eventId, { type: 'account.drift', ...about, detail });
  }
  if (stream !== undefined && held.isZero()) {
    tellStream(run, w, stream, `${eventId}:closed`, { type: 'position.closed', ...about, cause, realizedPnl });
  }
  releaseStops(run, w, { brokerId, symbol, positionSide: side, id: '' });
}

function missing(held: Decimal, owned: Decimal): Decimal {
  const isSameSide = !held.isZero() && held.isNegative() === owned.isNegative();
  return isSameSide ? owned.abs().minus(held.abs()) : owned.abs();
}
