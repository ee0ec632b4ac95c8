import type { RouteState } from './engine.ts';
import type { Route } from './route.ts';

/** What the desk shows of a route, by its configuration. */
export function routeState({ id, mode, execute, dryRun, brokers, symbols }: Route): RouteState {
  return { id, mode, execute, configured: execute, dryRun, brokerIds: brokers.map((it) => it.brokerId), symbols };
}
