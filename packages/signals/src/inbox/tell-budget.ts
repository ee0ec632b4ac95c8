const TOLD_PER_MINUTE = 10;
const MINUTE_MS = 60_000;

/** Lets at most ten refusals a minute and route be told; the rest are stored and counted. */
export interface TellBudget {
  /** Takes one, if there is one left. */
  take(routeId: string): boolean;
  /** Gives one back that was not used. */
  giveBack(routeId: string): void;
}

export function createTellBudget(now: () => number): TellBudget {
  const told = new Map<string, readonly number[]>();
  return {
    take(routeId) {
      const recent = (told.get(routeId) ?? []).filter((at) => now() - at < MINUTE_MS);
      const isFree = recent.length < TOLD_PER_MINUTE;
      told.set(routeId, isFree ? [...recent, now()] : recent);
      return isFree;
    },
    giveBack(routeId) {
      told.set(routeId, (told.get(routeId) ?? []).slice(0, -1));
    },
  };
}
