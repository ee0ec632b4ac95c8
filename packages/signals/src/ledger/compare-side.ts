import { type Decimal, formatDecimal, type PositionSide, ZERO } from '@perpdesk/broker-core';
import { laneKey } from '../book/intent-table.ts';
import type { Writer } from '../book/writer.ts';
import { lags } from '../lanes/plan-account.ts';
import type { Notice } from '../notice.ts';
import { isOfOtherMode } from './of-other-mode.ts';
import { isPanicked } from '../panic/is-panicked.ts';
import { directionOf } from '../plan/sides.ts';
import { protectSide } from '../protect/protect-side.ts';
import { accountTag } from '../relay/order-fields.ts';
import { tellOwners } from '../relay/tell.ts';
import type { Run } from '../run.ts';
import { leaveOffsets } from './book-fill.ts';
import { routesOn } from './drift-policy.ts';
import { onDrift } from './on-drift.ts';
import { excessOf } from './excess.ts';
import { takeGone } from './gone.ts';
import { noteOwnedAt } from './seen-at.ts';
import { ownedOfSide, ownersOf } from './owned.ts';
import { sentence } from '../sentences/sentence.ts';

export interface SideRead {
  readonly brokerId: string;
  readonly symbol: string;
  readonly side: PositionSide;
  /** Base asset, signed: a fresh read, undisturbed by own orders. */
  readonly held: Decimal;
  /** The lane's count of own orders and fills at the read. */
  readonly activity: number;
  /** When the read began, Unix ms of the exchange. */
  readonly readAt: number;
}

/** Takes from the ledger what a side does not hold any more, tells it, and lets follow what the routes' policy says. */
export function compareSide(run: Run, w: Writer, { brokerId, symbol, side, held, activity, readAt }: SideRead): void {
  const sideKey = `${laneKey(brokerId, symbol)} ${side}`;
  run.notes.doubts.delete(sideKey);
  noteOwnedAt(run, { brokerId, symbol, positionSide: side }, readAt);
  run.notes.confirmed.set(sideKey, { quantity: formatDecimal(held), activity });
  const owned = ownedOfSide(w.book, brokerId, symbol, side);
  const cause = run.notes.causes.get(sideKey) ?? 'foreign';
  run.notes.causes.delete(sideKey);
  const isTraded = run.notes.foreignPnl.has(sideKey);
  // what others did is in fills that are not read yet
  const isUnread = run.notes.reducing.has(brokerId) && !isTraded;
  const realizedPnl = isUnread ? null : formatDecimal(run.notes.foreignPnl.get(sideKey) ?? ZERO);
  run.notes.foreignPnl.delete(sideKey);
  const isOurs = run.notes.unrecorded.delete(sideKey);
  const isGone = lags(held, owned);
  const owners = ownersOf(w.book, brokerId, symbol, side);
  const gone = { brokerId, symbol, side, direction: directionOf(owned), quantity: missing(held, owned) };
  const isClosed = isGone && (takeGone(w, gone) || isTraded);
  // an order of ours that met what nobody owns makes it flat, too: then nobody closed it
  const isOver = isOfOtherMode(run, { brokerId, symbol, side });
  const isFlat = held.isZero() && (isClosed || isOver || isPanicked(run.book, brokerId));
  if (isFlat) leaveOffsets(w, { brokerId, symbol, side });
  const left = ownedOfSide(w.book, brokerId, symbol, side);
  run.notes.excess.set(sideKey, excessOf(held, left));
  protectSide(run, w, { brokerId, symbol, positionSide: side });
  const followed = onDrift(run, w, { brokerId, symbol, side }, held.minus(left), isGone && cause !== 'panic');
  const eventId = `drift:${brokerId}:${symbol}:${side}:${run.newId()}`;
  const about = { account: accountTag(run, brokerId), symbol, positionSide: side };
  const whose = isOurs ? 'gone-unheard' : isUnread ? 'gone-unread' : 'gone-by-others';
  const goneWords = sentence(whose, { quantity: gone.quantity, symbol });
  const details = [isGone && cause !== 'panic' ? goneWords : null, followed].filter((detail) => detail !== null);
  // with nobody who owns, or more to do than leave it, all who trade the instrument hear of it
  const others = followed === null ? [] : routesOn(run, brokerId, symbol);
  if (details.length > 0) {
    const detail = details.join(' ');
    tellOwners(run, w, { owners, others, eventId, notice: { type: 'account.drift', ...about, detail } });
  }
  if ((isGone || isOver) && ownersOf(w.book, brokerId, symbol, side).length === 0) {
    const notice: Notice = { type: 'position.closed', ...about, cause, realizedPnl };
    tellOwners(run, w, { owners, eventId: `${eventId}:closed`, notice });
  }
}

function missing(held: Decimal, owned: Decimal): Decimal {
  const isSameSide = !held.isZero() && held.isNegative() === owned.isNegative();
  return isSameSide ? owned.abs().minus(held.abs()) : owned.abs();
}
