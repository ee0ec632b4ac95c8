import { decimal } from '@perpdesk/broker-core';
import { isEnded } from '../book/intent-table.ts';
import type { IntentRow, LedgerRow } from '@perpdesk/journal/port';
import type { Writer } from '../book/writer.ts';
import { noteActivity } from '../ledger/activity.ts';
import { checkDrift } from '../ledger/drift.ts';
import { ownedOfSide, ownersOf, toPositionSide } from '../ledger/owned.ts';
import { type Direction, directionOf } from '../plan/sides.ts';
import type { Run } from '../run.ts';
import { ownedSeenAt, positionSeenAt, snapshotSeenAt } from '../ledger/seen-at.ts';
import { isLeaving, sideKey } from './policy.ts';

type Place = Pick<LedgerRow, 'brokerId' | 'symbol' | 'positionSide'>;

/** A side that is to be compared before anything is placed on it. */
export interface Doubt {
  /** Ms of the clock. */
  readonly since: number;
  /** How new its position was by then, Unix ms of the exchange. */
  readonly seenAt: number;
  /** Of the position that may be gone: another one of the side, that came after it, is not in doubt. */
  readonly direction: Direction;
}

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
  const direction = after.side === 'sell' ? 'long' : 'short';
  const owners = ownersOf(w.book, after.brokerId, after.symbol, toPositionSide(after.positionSide));
  // where nobody owns it any more an exit of ours took it, and the stop went with that
  if (owners.some((row) => directionOf(decimal(row.owned)) === direction)) doubt(run, after, direction);
  noteActivity(run, after);
  w.after(() => checkDrift(run, after.brokerId, after.symbol));
}

/** Somebody still owns what a stop over the whole side has closed. */
function isOwned({ book }: Writer, { brokerId, symbol, positionSide }: Place): boolean {
  return !ownedOfSide(book, brokerId, symbol, toPositionSide(positionSide)).isZero();
}

/**
 * Whether a comparison is on its way that may find the side closed. One that is seen flat, by what is not older than the
 * last own fill on it, is put in doubt here: others may have closed it.
 */
export function isDoubted(run: Run, w: Writer, row: LedgerRow): boolean {
  const noted = run.notes.doubts.get(sideKey(row));
  const direction = directionOf(decimal(row.owned));
  const known = noted?.direction === direction ? noted : undefined;
  const isNews = known === undefined || seenAtOf(run, row) > known.seenAt;
  if (isNews && isSeenFlat(run, w, row)) {
    doubt(run, row, direction);
    w.after(() => checkDrift(run, row.brokerId, row.symbol));
    return true;
  }
  return known !== undefined && run.now() - known.since < DOUBT_MS;
}

function doubt(run: Run, place: Place, direction: Direction): void {
  run.notes.doubts.set(sideKey(place), { since: run.now(), seenAt: seenAtOf(run, place), direction });
}

function isSeenFlat(run: Run, w: Writer, row: LedgerRow): boolean {
  const seen = run.view(row.brokerId).position(row.symbol, toPositionSide(row.positionSide));
  if ((seen !== null && !seen.quantity.isZero()) || !isOwned(w, row)) return false;
  const [seenAt, ownedAt] = [positionSeenAt(run, row), ownedSeenAt(run, row)];
  // a snapshot of the fill's own millisecond may be older than the fill
  return (seenAt > 0 && seenAt >= ownedAt) || snapshotSeenAt(run, row) > ownedAt;
}

function seenAtOf(run: Run, place: Place): number {
  return Math.max(positionSeenAt(run, place), snapshotSeenAt(run, place));
}
