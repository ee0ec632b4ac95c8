import { takesOf } from '../plan/stop-of.ts';
import type { ProtectFault } from '../dialects/dialect.ts';
import type { Route } from '../route.ts';
import type { WishProtect } from '../wish.ts';
import { sentence } from '../sentences/sentence.ts';

/** Says that stops or targets of the alert do not count, where the route does not let them. */
export function protectNotes(
  protect: WishProtect | null,
  fault: ProtectFault | null,
  route: Pick<Route, 'overrides' | 'stopLoss'>,
): readonly string[] {
  const takes = takesOf(route);
  const tellsStop = (protect?.stopLoss ?? fault?.stop ?? null) !== null;
  const tellsTargets = (fault?.targets ?? null) !== null || (protect?.takeProfits ?? []).length > 0;
  const stop = tellsStop && !takes.stop;
  const targets = tellsTargets && !takes.targets;
  if (!stop && !targets) return [];
  return [sentence(stop && targets ? 'stop-and-targets-ignored' : stop ? 'stop-ignored' : 'targets-ignored')];
}
