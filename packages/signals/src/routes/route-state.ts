import type { RouteState } from '../engine.ts';
import type { Route } from '../route.ts';
import type { Run } from '../run.ts';
import { switchOf } from './route-switch.ts';

/** What the desk shows of a route; `run` `null`: nothing but its configuration is known. */
export function routeState(run: Run | null, route: Route): RouteState {
  const { id, mode, execute, dryRun, brokers, symbols } = route;
  const switched = run === null ? null : switchOf(run.book, id);
  return {
    id,
    mode,
    execute: switched?.execute ?? execute,
    configured: execute,
    switched: switched === null ? null : { actor: switched.actor, at: switched.at },
    dryRun,
    brokerIds: brokers.map(({ brokerId }) => brokerId),
    symbols,
  };
}
