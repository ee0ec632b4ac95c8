import { decimal, ZERO } from '@perpdesk/broker-core';
import { sideKey } from '../protect/policy.ts';
import type { Run } from '../run.ts';
import { toPositionSide } from './owned.ts';

interface Side {
  readonly brokerId: string;
  readonly symbol: string;
  readonly positionSide: string;
}

/** How new the stream's last word on the position is, Unix ms of the exchange; 0: it has said nothing yet. */
export function positionSeenAt(run: Run, side: Side): number {
  return run.notes.positionAt.get(sideKey(side)) ?? 0;
}

/** When the account was read whole, Unix ms of the exchange; 0: not yet. */
export function snapshotSeenAt(run: Run, { brokerId }: Pick<Side, 'brokerId'>): number {
  return run.notes.snapshotAt.get(brokerId) ?? 0;
}

/** How new what is owned of the side is: its last own fill, or comparison, Unix ms of the exchange; 0: of before this run. */
export function ownedSeenAt(run: Run, side: Side): number {
  return run.notes.ownedAt.get(sideKey(side)) ?? 0;
}

/** Whether the position in memory is as it was before the side's last own fill, or before a comparison that read another. */
export function isSeenBehind(run: Run, side: Side): boolean {
  if (isSeenBefore(run, side, run.notes.filledAt.get(sideKey(side)) ?? 0)) return true;
  const read = run.notes.confirmed.get(sideKey(side));
  if (read === undefined || !isSeenBefore(run, side, ownedSeenAt(run, side))) return false;
  const seen = run.view(side.brokerId).position(side.symbol, toPositionSide(side.positionSide));
  return !decimal(read.quantity).eq(seen?.quantity ?? ZERO);
}

function isSeenBefore(run: Run, side: Side, at: number): boolean {
  // a snapshot of the fill's own millisecond may be older than the fill
  return positionSeenAt(run, side) < at && snapshotSeenAt(run, side) <= at;
}

/** @param at Unix ms of the exchange. */
export function noteFilledAt(run: Run, side: Side, at: number): void {
  noteOwnedAt(run, side, at);
  run.notes.filledAt.set(sideKey(side), Math.max(at, run.notes.filledAt.get(sideKey(side)) ?? 0));
}

/** @param at Unix ms of the exchange. */
export function noteOwnedAt(run: Run, side: Side, at: number): void {
  run.notes.ownedAt.set(sideKey(side), Math.max(at, ownedSeenAt(run, side)));
}

/** @param at Unix ms of the exchange. */
export function notePositionAt(run: Run, side: Side, at: number): void {
  run.notes.positionAt.set(sideKey(side), Math.max(at, run.notes.positionAt.get(sideKey(side)) ?? 0));
}
