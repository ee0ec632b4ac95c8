import type { Route, RouteBroker } from '../route.ts';

/** Whether nothing of the route is sent on the account. */
export function isDry(route: Pick<Route, 'dryRun'> | undefined, account: Pick<RouteBroker, 'dryRun'>): boolean {
  return account.dryRun ?? route?.dryRun ?? false;
}
