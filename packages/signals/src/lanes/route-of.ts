import { decimal } from '@perpdesk/broker-core';
import { defineRoute } from '../define-route.ts';
import type { Limits, Route } from '../route.ts';
import type { Run } from '../run.ts';

const { limits: OPEN_LIMITS } = defineRoute({ id: 'none', brokers: [], symbols: [] });

/** The route's limits; for people and programs, and for a route that is gone, none but the age. */
export function limitsOf(run: Run, routeId: string): Limits {
  return run.routes.get(routeId)?.limits ?? OPEN_LIMITS;
}

/** What planning needs of a route, where there may be none: sizes are then the signal's own. */
export function planRouteOf(run: Run, routeId: string): Pick<Route, 'size' | 'limits' | 'stopLoss'> {
  const route = run.routes.get(routeId);
  return route ?? { size: { type: 'signal', factor: decimal('1') }, limits: OPEN_LIMITS, stopLoss: null };
}
