import { type Decimal, decimal, ZERO } from '@perpdesk/broker-core';

/** Quantities of the orders, base asset, that lead a strategy through its positions: an exit and an entry for a reversal. */
export function ordersOf(positions: readonly string[]): {
  readonly entries: readonly string[];
  readonly exits: readonly string[];
  /** How often it came to be flat. */
  readonly closings: number;
} {
  const entries: string[] = [];
  const exits: string[] = [];
  const [first, ...rest] = positions.map((position) => decimal(position));
  let before = first ?? ZERO;
  let closings = 0;
  for (const next of rest) {
    const isReversal = !before.isZero() && !next.isZero() && before.isNegative() !== next.isNegative();
    const turning = isReversal ? ZERO : next;
    put(before, turning);
    put(turning, next);
    if (turning.isZero()) closings += 1;
    before = next;
  }
  return { entries, exits, closings };

  function put(from: Decimal, to: Decimal): void {
    const change = to.abs().minus(from.abs());
    if (change.gt(0)) entries.push(change.toFixed());
    if (change.lt(0)) exits.push(change.abs().toFixed());
  }
}
