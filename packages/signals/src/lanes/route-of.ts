import { decimal } from '@perpdesk/broker-core';
import { isOfPerson, MARKET_ENTRY, OPEN_LIMITS, PERSON_ENTRY, PERSON_OVERRIDES } from '../define-route.ts';
import { strictest } from '../limits/strictest.ts';
import type { PlanContext } from '../plan/plan-types.ts';
import type { EntryPolicy, Limits, RouteOverride } from '../route.ts';
import type { Run } from '../run.ts';

/** What is configured. */
export type RouteSources = Pick<Run, 'routes' | 'accountLimits'>;

/** The route's and the account's; for people and programs, and for a route that is gone, the account's and the age. */
export function limitsOf(run: RouteSources, routeId: string, brokerId: string): Limits {
  return strictest(run.routes.get(routeId)?.limits ?? OPEN_LIMITS, run.accountLimits[brokerId] ?? {});
}

/** What planning needs of a route, where there may be none: sizes are then the signal's own. */
export function planRouteOf(run: RouteSources, routeId: string, brokerId: string): PlanContext['route'] {
  const route = run.routes.get(routeId);
  return {
    size: route?.size ?? { type: 'signal', factor: decimal('1') },
    stopLoss: route?.stopLoss ?? null,
    limits: limitsOf(run, routeId, brokerId),
    overrides: overridesOf(run, routeId),
  };
}

/** What may be said in place of the route. */
export function overridesOf(run: Pick<RouteSources, 'routes'>, routeId: string): readonly RouteOverride[] {
  return run.routes.get(routeId)?.overrides ?? (isOfPerson(routeId) ? PERSON_OVERRIDES : []);
}

/** How entries are made; programs enter at the market. */
export function entryOf(run: Pick<RouteSources, 'routes'>, routeId: string): EntryPolicy {
  return run.routes.get(routeId)?.entry ?? (isOfPerson(routeId) ? PERSON_ENTRY : MARKET_ENTRY);
}
