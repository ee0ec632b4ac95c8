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
  const known = new Set<string>();
  const keyOf = ({ symbol, tradeId }: FillKey) => `${symbol} ${tradeId}`;
  return {
    has: (fill) => known.has(keyOf(fill)),
    add(fill) {
      const key = keyOf(fill);
      if (known.has(key)) return false;
      known.add(key);
      const [oldest] = known;
      if (known.size > kept && oldest !== undefined) known.delete(oldest);
      return true;
    },
  };
}
