import type { ProtectFault } from '../dialects/dialect.ts';
import { takesOf } from '../plan/stop-of.ts';
import type { Route } from '../route.ts';
import type { Refusal } from '../signal.ts';
import { sentence } from '../sentences/sentence.ts';

/** Why the entry has not the protection that the route takes from its alert; `null`: it has, or the route takes none. */
export function protectFaultOf(
  fault: ProtectFault | null,
  route: Pick<Route, 'overrides' | 'stopLoss'>,
): Refusal | null {
  const takes = takesOf(route);
  const [stop, targets] = [takes.stop ? fault?.stop : null, takes.targets ? fault?.targets : null];
  return stop ?? targets ?? null;
}

/** That it does not count, in an alert that enters nothing. */
export function faultNotes(fault: Refusal | null, isEntry: boolean): readonly string[] {
  return fault === null || isEntry ? [] : [fault.detail, sentence('entries-only')];
}
