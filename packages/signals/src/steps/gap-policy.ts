import type { Route } from '../route.ts';
import type { Run } from '../run.ts';

export type GapPolicy = Pick<Route, 'onGap' | 'firstSight' | 'reorderWindowMs'>;

/** For a route that is gone: nothing is assumed. */
const NONE: GapPolicy = { onGap: 'hold', firstSight: 'wait-flat', reorderWindowMs: 0 };

/** What the route does about an alert that does not follow on the last. */
export function gapPolicyOf(run: Run, routeId: string): GapPolicy {
  return run.routes.get(routeId) ?? NONE;
}
