import type { Run } from '../run.ts';
import type { SideName } from './known-drift.ts';
import { ownersOf } from './owned.ts';

/**
 * Whether strategies own a side that the account has no more: it was flat, as they own against each other, when it was switched
 * to hedge mode. They have no position, and their exits find none.
 */
export function isOfOtherMode(run: Run, { brokerId, symbol, side }: SideName): boolean {
  if (side !== 'net' || run.view(brokerId).positionMode !== 'hedge') return false;
  return ownersOf(run.book, brokerId, symbol, side).length > 0;
}
