import type { Route } from '../route.ts';
import type { Alert } from '../signal.ts';
import { sentence } from '../sentences/sentence.ts';

/** Says that the alert's leverage does not count, where the route does not let it. */
export function leverageNotes(
  { leverage }: Pick<Alert, 'leverage'>,
  { overrides }: Pick<Route, 'overrides'>,
): readonly string[] {
  if (leverage === null || overrides.includes('leverage')) return [];
  return [sentence('leverage-ignored', { leverage })];
}
