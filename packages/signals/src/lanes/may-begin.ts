import { decimal, ZERO } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import type { MarkPatch } from '../execute/mark.ts';
import { ownedBy, ownedOfSide, toPositionSide } from '../ledger/owned.ts';
import { firstPart } from '../plan/first-part.ts';
import type { Run } from '../run.ts';
import { markPriceOf } from './mark-prices.ts';
import { realPosition } from './plan-account.ts';

/** Whether anything that adds risk may begin: only what the journal will remember. */
export function mayAddRisk(run: Pick<Run, 'journal'>): boolean {
  return run.journal.writeState().isWritable;
}

/**
 * Whether an account is known well enough to reduce on it and to protect it: what it holds is read anew, and what was in
 * flight is settled or being asked for. What its lists say of the past may be unread.
 */
export function mayReduceOn({ notes }: Pick<Run, 'notes'>, brokerId: string): boolean {
  return notes.recovered.has(brokerId) || notes.reducing.has(brokerId);
}

/**
 * Whether an exit may be sent whose mark no journal may ever hold. A life that follows a crash would plan it again: that
 * harms nobody where nothing is left of the side, and it does not happen where the signal is in memory alone, too.
 */
export function mayReduce(run: Run, exit: IntentRow, patch: MarkPatch): boolean {
  if (run.journal.standing() === null || run.journal.isAlone(exit.signalId)) return true;
  const { brokerId, symbol, stream } = exit;
  const { work, reduceOnly } = { ...goalOf(exit), ...patch.goal };
  if (reduceOnly === false) return false;
  const positionSide = patch.positionSide ?? exit.positionSide;
  const side = toPositionSide(positionSide);
  const held = realPosition(run, brokerId, symbol, positionSide, ownedOfSide(run.book, brokerId, symbol, side)).abs();
  const planned = decimal(patch.quantity ?? exit.quantity ?? '0');
  if (planned.gte(held)) return true;
  // a part of what is too large for one order
  const instrument = run.view(brokerId).instrument(symbol);
  const remaining = patch.goal?.remaining ?? goalOf(exit).remaining;
  const all =
    work === 'quantity' ? decimal(remaining ?? '0') : work === 'zero' ? ownedBy(run.book, brokerId, stream) : ZERO;
  return (
    instrument !== null &&
    all.abs().gte(held) &&
    planned.gte(firstPart(all.abs(), instrument, markPriceOf(run, brokerId, symbol)))
  );
}
