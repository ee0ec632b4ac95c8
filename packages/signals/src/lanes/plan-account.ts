import { decimal, type Decimal, type PositionSide, ZERO } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { dailyPnlOf } from '../limits/daily-pnl.ts';
import { ledgerKey } from '../book/book.ts';
import { isMarked, laneKey } from '../book/intent-table.ts';
import { activityOf } from '../ledger/activity.ts';
import { ownedBy, ownersOf, toPositionSide } from '../ledger/owned.ts';
import type { PlanAccount } from '../plan/plan-types.ts';
import { type Direction, directionOf, positionSideOf } from '../plan/sides.ts';
import type { Run } from '../run.ts';
import { type Exposure, exposureOf, isClosedUnseen } from './exposure.ts';
import { markPriceOf } from './mark-prices.ts';
import { moneyOf } from './money-of.ts';
import { limitsOf } from './route-of.ts';

/** Where nothing asks for it. */
const NO_EXPOSURE: Exposure = { openPositions: 0, isSideOpen: false, symbolNotional: ZERO, totalNotional: ZERO };

/** The account as planning needs it: what is in flight counts as used. */
export function planAccount(run: Run, intent: IntentRow, direction: Direction, price: Decimal | null): PlanAccount {
  const { brokerId, symbol } = intent;
  const view = run.view(brokerId);
  const owned = ownedBy(run.book, brokerId, intent.stream);
  const side = positionSideOf(owned.isZero() ? direction : directionOf(owned), view.positionMode);
  return {
    positionMode: view.positionMode,
    instrument: view.instrument(symbol),
    isReady: view.isReady,
    equity: moneyOf(run, brokerId, symbol)?.equity ?? null,
    leverage: view.leverage(symbol),
    position:
      intent.kind === 'increase'
        ? positionEntered(run, intent, side)
        : realPosition(run, brokerId, symbol, side, owned),
    markPrice: markPriceOf(run, brokerId, symbol),
    dailyPnl: dailyPnlOf(run, brokerId),
    closedAt: run.book.closedAt.get(ledgerKey(brokerId, intent.stream)) ?? null,
    ...(asksExposure(run, intent) ? exposureOf(run, intent, price) : NO_EXPOSURE),
  };
}

/**
 * All that the account holds is counted for it, so that it is only where a limit compares with it, or where an order is open
 * of which nobody can say what became: what cannot be counted lets no entry go.
 */
function asksExposure(run: Run, { kind, signalId, brokerId }: IntentRow): boolean {
  const routeId = run.book.signals.get(signalId)?.stored.signal.routeId;
  if (kind !== 'increase' || routeId === undefined) return false;
  if (run.book.intents.countOf('needs-operator') > 0) return true;
  const { maxPositions, maxNotional, maxTotalNotional } = limitsOf(run, routeId, brokerId);
  return maxPositions !== null || maxNotional !== null || maxTotalNotional !== null;
}

/** What an entry comes to: the side's position; where strategies own against each other in a flat one, what one of them owns. */
function positionEntered(run: Run, { brokerId, symbol, stream }: IntentRow, side: PositionSide): Decimal {
  const seen = run.view(brokerId).position(symbol, side);
  const isGone = seen !== null && !seen.quantity.isZero() && isClosedUnseen(run, brokerId, seen);
  const owned = ownedBy(run.book, brokerId, stream);
  const real = isGone ? owned : realPosition(run, brokerId, symbol, side, owned);
  return real.isZero() ? decimal(ownersOf(run.book, brokerId, symbol, side)[0]?.owned ?? '0') : real;
}

/**
 * The side's position. The stream may lag behind our own fills: what is owned by fills counts as held until a fresh read,
 * undisturbed by own orders, says less.
 */
export function realPosition(run: Run, brokerId: string, symbol: string, side: string, owned: Decimal): Decimal {
  const confirmed = run.notes.confirmed.get(`${laneKey(brokerId, symbol)} ${side}`);
  if (confirmed !== undefined && confirmed.activity === activityOf(run, brokerId, symbol)) {
    return decimal(confirmed.quantity);
  }
  const seen = run.view(brokerId).position(symbol, toPositionSide(side))?.quantity ?? ZERO;
  return lags(seen, owned) ? owned : seen;
}

/** Whether the position that is seen is less than what is owned. */
export function lags(seen: Decimal, owned: Decimal): boolean {
  if (owned.isZero()) return false;
  return seen.isZero() || seen.isNegative() !== owned.isNegative() || seen.abs().lt(owned.abs());
}

/** The other streams that own, or are entering, the side that an entry would open. */
export function otherOwners(run: Run, intent: IntentRow, direction: Direction): readonly string[] {
  const side = positionSideOf(direction, run.view(intent.brokerId).positionMode);
  const owners = ownersOf(run.book, intent.brokerId, intent.symbol, side);
  const entering = run.book.intents
    .openOfLane(intent.brokerId, intent.symbol)
    .filter((row) => row.kind === 'increase' && row.positionSide === side && isMarked(row));
  const streams = new Set([...owners, ...entering].map((row) => row.stream));
  streams.delete(intent.stream);
  return [...streams];
}
