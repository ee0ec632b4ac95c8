const MINUTE_MS = 60_000;

/** Lets so many things a minute happen for each route, and no more. */
export interface RouteBudget {
  /** Takes one, if there is one left. */
  take(routeId: string): boolean;
  /** Gives one back that was not used. */
  giveBack(routeId: string): void;
}

export function createRouteBudget(now: () => number, perMinute: number): RouteBudget {
  const taken = new Map<string, readonly number[]>();
  return {
    take(routeId) {
      const recent = (taken.get(routeId) ?? []).filter((at) => Math.abs(now() - at) < MINUTE_MS);
      const isFree = recent.length < perMinute;
      taken.set(routeId, isFree ? [...recent, now()] : recent);
      return isFree;
    },
    giveBack(routeId) {
      taken.set(routeId, (taken.get(routeId) ?? []).slice(0, -1));
    },
  };
}
