import { type Decimal, type Position, type PositionSide, ZERO } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { isMarked } from '../book/intent-table.ts';
import { isRestingEntry } from '../entries/is-resting.ts';
import { settleResting } from '../execute/settle-resting.ts';
import { settleStop } from '../protect/settle-stop.ts';
import type { Run } from '../run.ts';
import type { SideName } from './known-drift.ts';
import { ownedOfSide, toPositionSide } from './owned.ts';

interface PositionsRead {
  readonly brokerId: string;
  readonly symbol: string;
  /** All of the symbol. */
  readonly own: readonly Position[];
  /** Whether what a side is seen to hold, and what is owned of it, base asset, signed, calls for it. */
  readonly differs: (side: SideName, held: Decimal, owned: Decimal) => boolean;
}

/**
 * Looks up what rests where the account holds something else than is owned: that may have come by a stop or an entry of ours
 * whose news is on its way, and then it is no drift, and nobody else's.
 *
 * @returns `moved`: what was read is older than what is known now; `failed`: it cannot be told.
 */
export async function settleUnseen(
  run: Run,
  { brokerId, symbol, own, differs }: PositionsRead,
): Promise<'moved' | 'same' | 'failed'> {
  const { intents } = run.book;
  const isAskedFor = (row: IntentRow): boolean => {
    const side = toPositionSide(row.positionSide);
    const owned = ownedOfSide(run.book, brokerId, symbol, side);
    return isMarked(row) && differs({ brokerId, symbol, side }, heldOf(own, side), owned);
  };
  const stops = intents.openProtective(brokerId, symbol).filter(isAskedFor);
  const entries = intents.openOfLane(brokerId, symbol).filter((row) => isRestingEntry(row) && isAskedFor(row));
  const results = await Promise.all([
    ...stops.map((stop) => settleStop(run, stop)),
    ...entries.map((entry) => settleResting(run, entry)),
  ]);
  if (results.includes('moved')) return 'moved';
  return results.every((result) => result === 'same') ? 'same' : 'failed';
}

/** Base asset, signed. */
export function heldOf(own: readonly Position[], side: PositionSide): Decimal {
  return own.find((position) => position.positionSide === side)?.quantity ?? ZERO;
}
