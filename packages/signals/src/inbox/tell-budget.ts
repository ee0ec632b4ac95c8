const TOLD_PER_MINUTE = 10;
const MINUTE_MS = 60_000;

/** Lets at most ten refusals a minute and route be told; the rest are stored and counted. */
export function createTellBudget(now: () => number): { mayTell(routeId: string): boolean; readonly untold: number } {
  const told = new Map<string, readonly number[]>();
  let untold = 0;
  return {
    mayTell(routeId) {
      const recent = (told.get(routeId) ?? []).filter((at) => now() - at < MINUTE_MS);
      const isFree = recent.length < TOLD_PER_MINUTE;
      told.set(routeId, isFree ? [...recent, now()] : recent);
      if (!isFree) untold += 1;
      return isFree;
    },
    get untold() {
      return untold;
    },
  };
}
