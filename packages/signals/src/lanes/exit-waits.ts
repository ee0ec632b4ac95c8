import { decimal, type PositionSide, ZERO } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { comesBefore, isAsking, isMarked } from '../book/intent-table.ts';
import { ownedBy, ownedOfSide, ownersOf, toPositionSide } from '../ledger/owned.ts';
import { driftWork, hasUnsettled } from '../ledger/drift.ts';
import { isSeenBehind } from '../ledger/seen-at.ts';
import { isRestingEntry } from '../entries/is-resting.ts';
import type { Run } from '../run.ts';
import { crossesNet } from './net-exit.ts';
import { lags, realPosition } from './plan-account.ts';
import { goalOf } from '../book/goal.ts';
import { stepIn } from '../book/stored-signal.ts';
import { positionSideOf, directionOf } from '../plan/sides.ts';
import { transitionOf } from '../plan/transition.ts';

/**
 * An exit stands until the entries of its stream that were sent before it are settled: what of them fills is closed. A
 * person's of all, and one that found nothing yet, waits for those of all streams that are on their way.
 */
export function waitsForEntries(run: Run, exit: IntentRow): boolean {
  const { work, remaining } = goalOf(exit);
  const takesAll = work === 'quantity' && (remaining === null || isPersonsCloseOfAll(run, exit));
  return run.book.intents
    .openOfLane(exit.brokerId, exit.symbol)
    .some(
      (row) =>
        row.kind === 'increase' &&
        (row.stream === exit.stream || (takesAll && !isRestingEntry(row))) &&
        comesBefore(row, exit) &&
        isMarked(row) &&
        row.state !== 'needs-operator',
    );
}

/** A person closes whatever there is. */
export function isPersonsCloseOfAll(run: Run, { signalId }: IntentRow): boolean {
  const order = run.book.signals.get(signalId)?.stored.order;
  return order?.type === 'close' && order.quantity === null && order.fraction?.lt(1) !== true;
}

/** A person's order for a share of the position, which is taken of what is held when its turn comes. */
export function isFirstOfShare(run: Run, exit: IntentRow): boolean {
  const order = run.book.signals.get(exit.signalId)?.stored.order;
  if (exit.kind !== 'reduce' || exit.state !== 'planned' || order?.type !== 'close') return false;
  return order.fraction?.lt(1) === true && goalOf(exit).remaining === null;
}

/** It is of what the last own fill left, and the position in memory is as it was before that. */
export function isOfOldPosition(run: Run, exit: IntentRow): boolean {
  return isFirstOfShare(run, exit) && isSeenBehind(run, exit) && !hasRead(run, exit, exit.positionSide);
}

/** A part that is taken of what is still to be bought comes after it. */
export function standsBehind(exit: IntentRow, other: IntentRow): boolean {
  if (goalOf(exit).wish?.isPatient !== true || other.kind !== 'increase') return false;
  return other.stream === exit.stream && other.state === 'planned' && !isAsking(other) && comesBefore(other, exit);
}

/** An exit that comes after entries of its stream: those that are sent, and those whose turn has yet to come. */
export function comesAfterEntries(run: Run, exit: IntentRow): boolean {
  const rows = run.book.intents.openOfLane(exit.brokerId, exit.symbol);
  return waitsForEntries(run, exit) || rows.some((row) => standsBehind(exit, row));
}

/**
 * Where nothing but our own clamp keeps an exit from being too large, in hedge mode and where others own against it, it
 * waits for a fresh read while less is seen than is owned. While the past of the account is not read, one that takes a part
 * of the side waits for it in any mode: what is not seen any more may have been that part. So does a person's share of a
 * position that is seen as it was before the last own fill, unless own orders on their way would disturb the read.
 */
export function mustReadFirst(run: Run, exit: IntentRow): boolean {
  const view = run.view(exit.brokerId);
  const owned = ownedBy(run.book, exit.brokerId, exit.stream);
  const isPersons = goalOf(exit).work === 'quantity';
  const isPastUnread = run.notes.reducing.has(exit.brokerId);
  if (run.setAside.has(driftWork(exit.brokerId))) return false;
  if (isOfOldPosition(run, exit) && !hasUnsettled(run, exit.brokerId, exit.symbol)) return true;
  if (isPersons ? !isPastUnread : owned.isZero()) return false;
  const mayBeTooLarge = view.positionMode === 'hedge' || (!isPersons && crossesNet(run, exit));
  const side = isPersons ? toPositionSide(exit.positionSide) : positionSideOf(directionOf(owned), view.positionMode);
  if (!mayBeTooLarge && !(isPastUnread && leavesSome(run, exit, side))) return false;
  const whole = ownedOfSide(run.book, exit.brokerId, exit.symbol, side);
  if (!lags(view.position(exit.symbol, side)?.quantity ?? ZERO, whole)) return false;
  return lags(realPosition(run, exit.brokerId, exit.symbol, side, whole), whole) || !hasRead(run, exit, side);
}

/** It is to leave something of what its stream owns, or of the side. */
function leavesSome(run: Run, exit: IntentRow, side: PositionSide): boolean {
  const { work, previous, cause } = goalOf(exit);
  if (work === 'quantity') return cause === 'drift' || !isPersonsCloseOfAll(run, exit);
  const owners = ownersOf(run.book, exit.brokerId, exit.symbol, side);
  if (owners.some((row) => row.stream !== exit.stream)) return true;
  const stored = run.book.signals.get(exit.signalId)?.stored;
  if (work === 'zero' || stored === undefined) return false;
  return work !== 'step' || transitionOf(decimal(previous ?? '0'), stepIn(stored).next) === 'reduce';
}

function hasRead(run: Run, exit: IntentRow, side: string): boolean {
  const key = `${exit.brokerId} ${exit.symbol}`;
  return run.notes.confirmed.get(`${key} ${side}`)?.activity === (run.notes.activity.get(key) ?? 0);
}
