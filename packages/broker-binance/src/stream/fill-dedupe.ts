import { createBoundedSet } from './bounded-set.ts';

/** Which fills were told already, over the stream and all reads. */
export interface FillDedupe {
  /** Remembers the fill. `false`: it was known. */
  add(fill: FillKey): boolean;
  has(fill: FillKey): boolean;
}

/** A trade id is unique within its instrument only. */
export interface FillKey {
  readonly symbol: string;
  readonly tradeId: string;
}

const KEPT = 20_000;

/** @param kept How many are remembered; the oldest are forgotten first. */
export function createFillDedupe(kept: number = KEPT): FillDedupe {
  const known = createBoundedSet<string>(kept);
  const keyOf = ({ symbol, tradeId }: FillKey) => `${symbol} ${tradeId}`;
  return {
    has: (fill) => known.has(keyOf(fill)),
    add: (fill) => known.add(keyOf(fill)),
  };
}
