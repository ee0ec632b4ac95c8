import { Decimal, decimal, ZERO } from '@perpdesk/broker-core';
import type { IntentRow, LedgerRow } from '@perpdesk/journal/port';
import { type Goal, goalOf } from '../book/goal.ts';
import { laneKey } from '../book/intent-table.ts';
import { isOfPerson, NO_PROTECTION } from '../define-route.ts';
import { overridesOf } from '../lanes/route-of.ts';
import { ownersOf, toPositionSide } from '../ledger/owned.ts';
import { directionOf, reducingSide } from '../plan/sides.ts';
import { routeIdOf } from '../relay/tell.ts';
import type { ProtectPolicy, Route } from '../route.ts';
import type { Run } from '../run.ts';
import { protectStateOf } from './protect-state.ts';
import { type ProtectTerms, protectTermsOf } from './protect-terms.ts';

/** What the stream's route asks for; people say it for themselves. */
export function protectPolicyOf(run: Run, stream: string): ProtectPolicy & Pick<Route, 'overrides'> {
  const routeId = routeIdOf(stream);
  return run.routes.get(routeId) ?? { ...NO_PROTECTION, overrides: overridesOf(run, routeId) };
}

/** People decide for themselves; of strategies somebody has written down how they are protected. */
export function isConfigured(run: Run, stream: string): boolean {
  const id = routeIdOf(stream);
  return isOfPerson(id) || run.routes.has(id);
}

/** Whether anybody says which orders of the kind are to stand: of a route that is gone only people and its alerts do. */
export function isDecided(run: Run, row: LedgerRow, work: 'stop' | 'target' | 'trailing'): boolean {
  if (isConfigured(run, row.stream)) return true;
  const { hand, asked } = protectStateOf(row);
  if (work === 'stop') return (hand?.stopLoss ?? asked?.stopLoss ?? null) !== null;
  if (work === 'trailing') return (hand?.trailing ?? null) !== null;
  return (hand?.takeProfits ?? null) !== null || (asked?.takeProfits ?? []).length > 0;
}

/** What is to stand for what the stream owns. */
export function termsOf(run: Run, row: LedgerRow): ProtectTerms {
  return protectTermsOf(protectPolicyOf(run, row.stream), row.stream, protectStateOf(row));
}

/** Whether what the stream owns is to have a stop. */
export function needsStop(run: Run, row: LedgerRow): boolean {
  return row.owned !== '0' && asksForStop(run, row) && !coverableOf(run, row).isZero();
}

/** Whether the stream's terms have a stop, whatever of its part is a position. */
export function asksForStop(run: Run, row: LedgerRow): boolean {
  const { stop, isEven } = termsOf(run, row);
  return stop !== null || isEven;
}

/** Whether somebody else's part of the side is to have a stop and has none of its own yet: then one over the whole side is its. */
export function coversOthers(run: Run, row: LedgerRow, { quantity }: IntentRow): boolean {
  if (quantity !== null) return false;
  const owners = ownersOf(run.book, row.brokerId, row.symbol, toPositionSide(row.positionSide));
  return owners.some((other) => other.stream !== row.stream && needsStop(run, other) && !isCovered(run, other));
}

/** Orders of one kind that protect what the stream owns now and have not ended. */
export function protectionOf(run: Run, row: LedgerRow, work: Goal['work']): readonly IntentRow[] {
  const side = reducingSide(directionOf(decimal(row.owned)));
  return ofSide(run, row).filter((one) => one.stream === row.stream && one.side === side && goalOf(one).work === work);
}

/** Protective orders of a side that have not ended, whosever. */
export function ofSide(
  run: Run,
  { brokerId, symbol, positionSide }: Pick<LedgerRow, 'brokerId' | 'symbol' | 'positionSide'>,
): readonly IntentRow[] {
  const side = toPositionSide(positionSide);
  return run.book.intents.openProtective(brokerId, symbol).filter((one) => one.positionSide === side);
}

/** Whether stops that are proven to stand, and are to stay, cover all that the stream owns. */
export function isCovered(run: Run, row: LedgerRow): boolean {
  const standing = protectionOf(run, row, 'stop').filter((one) => isProven(one) && !isLeaving(one));
  if (standing.some((one) => one.quantity === null)) return true;
  const covered = standing.reduce((sum, one) => sum.plus(leftOf(one)), decimal('0'));
  return covered.gte(coverableOf(run, row));
}

/**
 * Base asset, ≥ 0: what of the stream's part is a position at the exchange. What streams own against each other in one-way
 * mode is none, and an order that may only reduce would find nothing: of those on the side of the net, the first owners have it,
 * those that are to have a stop before all others.
 */
export function coverableOf(run: Run, row: LedgerRow): Decimal {
  const owned = decimal(row.owned);
  const owners = ownersOf(run.book, row.brokerId, row.symbol, toPositionSide(row.positionSide));
  const isAgainst = (other: LedgerRow) => directionOf(decimal(other.owned)) !== directionOf(owned);
  if (!owners.some(isAgainst)) return owned.abs();
  const net = owners.reduce((sum, other) => sum.plus(decimal(other.owned)), ZERO);
  if (net.isZero() || directionOf(net) !== directionOf(owned)) return ZERO;
  let left = net.abs();
  const along = owners.filter((other) => !isAgainst(other));
  const stopped = along.filter((other) => asksForStop(run, other));
  for (const other of [...stopped, ...along.filter((one) => !stopped.includes(one))]) {
    if (other.stream === row.stream) return Decimal.min(left, owned.abs());
    left = Decimal.max(left.minus(decimal(other.owned).abs()), ZERO);
  }
  return ZERO;
}

/** Base asset, ≥ 0: what an order with a quantity may still take. */
export function leftOf({ quantity, filledQuantity }: Pick<IntentRow, 'quantity' | 'filledQuantity'>) {
  return decimal(quantity ?? '0').minus(filledQuantity);
}

/** A stop by a fixed price; no target, and none that follows the price. */
export function isStop(row: IntentRow): boolean {
  return goalOf(row).work === 'stop';
}

export function isLeaving(row: IntentRow): boolean {
  return goalOf(row).leaving;
}

/** The exchange has confirmed that it stands. */
export function isProven(row: IntentRow): boolean {
  return row.state === 'accepted' || row.state === 'partially-filled';
}

type Place = Pick<LedgerRow, 'brokerId' | 'symbol' | 'positionSide'>;

export function sideKey({ brokerId, symbol, positionSide }: Place): string {
  return `${laneKey(brokerId, symbol)} ${positionSide}`;
}

export function protectionKey(row: Place & Pick<LedgerRow, 'stream'>): string {
  return `${sideKey(row)} ${row.stream}`;
}
