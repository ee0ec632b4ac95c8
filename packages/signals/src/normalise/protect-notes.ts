import { askedOf } from '../plan/stop-of.ts';
import type { Route } from '../route.ts';
import type { WishProtect } from '../wish.ts';
import { sentence } from '../sentences/sentence.ts';

/** Says that stops or targets of the alert do not count, where the route does not let them. */
export function protectNotes(
  protect: WishProtect | null,
  route: Pick<Route, 'overrides' | 'stopLoss'>,
): readonly string[] {
  if (protect === null) return [];
  const asked = askedOf(route, protect);
  const stop = protect.stopLoss !== null && (asked?.stopLoss ?? null) === null;
  const targets = protect.takeProfits.length > 0 && (asked?.takeProfits ?? []).length === 0;
  if (!stop && !targets) return [];
  return [sentence(stop && targets ? 'stop-and-targets-ignored' : stop ? 'stop-ignored' : 'targets-ignored')];
}
