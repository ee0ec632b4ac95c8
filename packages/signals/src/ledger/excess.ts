import { Decimal, ZERO } from '@perpdesk/broker-core';
import type { Run } from '../run.ts';
import type { SideName } from './known-drift.ts';
import { ownedOfSide, ownersOf, toPositionSide } from './owned.ts';

/** Base asset, ≥ 0: what a side holds beyond what its streams own. */
export function excessOf(held: Decimal, owned: Decimal): Decimal {
  if (held.isZero()) return ZERO;
  const isSameSide = owned.isZero() || held.isNegative() === owned.isNegative();
  return isSameSide ? Decimal.max(held.abs().minus(owned.abs()), ZERO) : held.abs();
}

/**
 * Takes what the account's snapshot shows of sides that were not compared in this life yet: a stop that had its stream's
 * quantity before a restart keeps it.
 */
export function seedExcess(run: Run, brokerId: string): void {
  for (const { brokerId: of, symbol, positionSide, owned } of run.book.ledger.values()) {
    const key = `${brokerId} ${symbol} ${positionSide}`;
    if (of !== brokerId || owned === '0' || run.notes.excess.has(key)) continue;
    const side = toPositionSide(positionSide);
    const held = run.view(brokerId).position(symbol, side)?.quantity ?? ZERO;
    run.notes.excess.set(key, excessOf(held, ownedOfSide(run.book, brokerId, symbol, side)));
  }
}

/**
 * Whether a side that streams own is seen to hold more or less of what nobody owns than when it was compared last: by that
 * their stops are over the side or over a quantity, and all targets stand or the next one.
 */
export function isExcessStale(run: Run, { brokerId, symbol, side }: SideName, held: Decimal): boolean {
  if (ownersOf(run.book, brokerId, symbol, side).length === 0) return false;
  const known = run.notes.excess.get(`${brokerId} ${symbol} ${side}`) ?? ZERO;
  return !excessOf(held, ownedOfSide(run.book, brokerId, symbol, side)).eq(known);
}
