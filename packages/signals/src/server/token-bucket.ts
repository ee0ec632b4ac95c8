/** How many may come at once, and how many a second after that. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

export interface TokenBucket {
  /** Takes one: 0, or how long until there is one again, ms. */
  take(): number;
}

/** What one costs; a millisecond brings `perSecond` of it, so that whole rates stay whole. */
const COST = 1_000;

/** Full at first. A clock that is set back costs nothing and gives nothing. */
export function createTokenBucket({ burst, perSecond }: Rate, now: () => number): TokenBucket {
  let left = burst * COST;
  let filledAt = now();
  return {
    take() {
      const at = now();
      left = Math.min(burst * COST, left + Math.max(0, at - filledAt) * perSecond);
      filledAt = at;
      if (left < COST) return Math.ceil((COST - left) / perSecond);
      left -= COST;
      return 0;
    },
  };
}
