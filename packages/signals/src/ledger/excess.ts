import { Decimal, ZERO } from '@perpdesk/broker-core';
import type { Run } from '../run.ts';
import { ownedOfSide, toPositionSide } from './owned.ts';

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
