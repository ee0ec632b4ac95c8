import type { RouteConfig } from '@perpdesk/broker-config';
import type { DeskRoute } from '../desk/desk-context.ts';

/** The configured routes that place orders, as the desk's cards name them. */
export function deskRoutes(routes: readonly RouteConfig[]): readonly DeskRoute[] {
  return routes
    .filter(({ execute, mode, dryRun }) => execute !== 'notify' && mode !== 'notify' && !dryRun)
    .map(({ id, brokers, symbols, netting }) => ({
      id,
      brokerIds: brokers.map(({ brokerId }) => brokerId),
      symbols,
      netting,
    }));
}
