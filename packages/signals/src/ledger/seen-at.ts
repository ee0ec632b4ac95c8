import { sideKey } from '../protect/policy.ts';
import type { Run } from '../run.ts';

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

/** Whether the position in memory is as it was before the side's last own fill, or comparison. */
export function isSeenBehind(run: Run, side: Side): boolean {
  const ownedAt = ownedSeenAt(run, side);
  // a snapshot of the fill's own millisecond may be older than the fill
  return positionSeenAt(run, side) < ownedAt && snapshotSeenAt(run, side) <= ownedAt;
}

/** @param at Unix ms of the exchange. */
export function noteOwnedAt(run: Run, side: Side, at: number): void {
  run.notes.ownedAt.set(sideKey(side), Math.max(at, ownedSeenAt(run, side)));
}

/** @param at Unix ms of the exchange. */
export function notePositionAt(run: Run, side: Side, at: number): void {
  run.notes.positionAt.set(sideKey(side), Math.max(at, run.notes.positionAt.get(sideKey(side)) ?? 0));
}
