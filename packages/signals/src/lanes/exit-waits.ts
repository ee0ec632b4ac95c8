import type { IntentRow } from '@perpdesk/journal/port';
import { comesBefore, isMarked } from '../book/intent-table.ts';
import { ownedBy } from '../ledger/owned.ts';
import type { Run } from '../run.ts';
import { lags, realPosition } from './plan-account.ts';
import { goalOf } from '../book/goal.ts';
import { positionSideOf, directionOf } from '../plan/sides.ts';

/**
 * An exit stands until the entries of its stream that were sent before it are settled: what of them fills is closed. A
 * person's that found nothing yet waits for those of all streams.
 */
export function waitsForEntries(run: Run, exit: IntentRow): boolean {
  const { work, remaining } = goalOf(exit);
  const takesAll = work === 'quantity' && remaining === null;
  return run.book.intents
    .openOfLane(exit.brokerId, exit.symbol)
    .some(
      (row) =>
        row.kind === 'increase' &&
        (row.stream === exit.stream || takesAll) &&
        comesBefore(row, exit) &&
        isMarked(row) &&
        row.state !== 'needs-operator',
    );
}

/** In hedge mode nothing but our own clamp keeps an exit from being too large: it waits for a fresh read. */
export function isHedgeLagging(run: Run, exit: IntentRow): boolean {
  const { positionMode } = run.view(exit.brokerId);
  if (positionMode !== 'hedge' || goalOf(exit).work === 'quantity') return false;
  const owned = ownedBy(run.book, exit.brokerId, exit.stream);
  if (owned.isZero()) return false;
  const side = positionSideOf(directionOf(owned), positionMode);
  const seen = run.view(exit.brokerId).position(exit.symbol, side)?.quantity;
  if (seen !== undefined && !lags(seen, owned)) return false;
  return !isConfirmed(run, exit, side);
}

function isConfirmed(run: Run, exit: IntentRow, side: string): boolean {
  const owned = ownedBy(run.book, exit.brokerId, exit.stream);
  return !lags(realPosition(run, exit.brokerId, exit.symbol, side, owned), owned) && hasRead(run, exit, side);
}

function hasRead(run: Run, exit: IntentRow, side: string): boolean {
  const key = `${exit.brokerId} ${exit.symbol}`;
  return run.notes.confirmed.get(`${key} ${side}`)?.activity === (run.notes.activity.get(key) ?? 0);
}
