import { formatDecimal } from '@perpdesk/broker-core';
import type { Route } from '../route.ts';
import type { Alert } from '../signal.ts';

/** Says that the alert's leverage does not count, where the route does not let it. */
export function leverageNotes(
  { leverage }: Pick<Alert, 'leverage'>,
  { overrides }: Pick<Route, 'overrides'>,
): readonly string[] {
  if (leverage === null || overrides.includes('leverage')) return [];
  return [`The alert’s leverage ${formatDecimal(leverage)} is ignored; the account’s stands.`];
}
