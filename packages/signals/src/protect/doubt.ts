import { isEnded } from '../book/intent-table.ts';
import type { IntentRow, LedgerRow } from '@perpdesk/journal/port';
import type { Writer } from '../book/writer.ts';
import { noteActivity } from '../ledger/activity.ts';
import { checkDrift } from '../ledger/drift.ts';
import { ownedOfSide, toPositionSide } from '../ledger/owned.ts';
import type { Run } from '../run.ts';
import { isLeaving, sideKey } from './policy.ts';

/** A side that cannot be compared in this time gets its stop again: none may lack it for long. */
const DOUBT_MS = 3_000;

/**
 * A protective order that went though nobody here let it go: it lapses with its position, which others may have closed; one
 * that was filled in part, too, where they closed the rest. The side is compared with a fresh read before anything is placed on it.
 */
export function doubtIfLapsed(run: Run, w: Writer, before: IntentRow, after: IntentRow): void {
  // one that is canceled to be replaced may expire before that
  const hasLapsed = after.state === 'expired' || (after.state === 'canceled' && !isLeaving(after));
  const closedAll = after.state === 'filled' && after.quantity === null && isOwned(w, after);
  if (isEnded(before) || !(hasLapsed || closedAll)) return;
  run.notes.doubtedSince.set(sideKey(after), run.now());
  noteActivity(run, after);
  w.after(() => checkDrift(run, after.brokerId, after.symbol));
}

/** Somebody still owns what a stop over the whole side has closed. */
function isOwned({ book }: Writer, { brokerId, symbol, positionSide }: IntentRow): boolean {
  return !ownedOfSide(book, brokerId, symbol, toPositionSide(positionSide)).isZero();
}

/** Whether a comparison is on its way that may find the side closed. */
export function isDoubted(run: Run, row: Pick<LedgerRow, 'brokerId' | 'symbol' | 'positionSide'>): boolean {
  const since = run.notes.doubtedSince.get(sideKey(row));
  return since !== undefined && run.now() - since < DOUBT_MS;
}
