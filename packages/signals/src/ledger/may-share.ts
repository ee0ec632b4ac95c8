import { routeIdOf } from '../relay/tell.ts';
import type { Run } from '../run.ts';

/**
 * Whether two streams may each own a part of one side of an account: their routes say `netting: ledger`. A person may
 * trade beside such a route.
 */
export function mayShare(run: Run, one: string, other: string): boolean {
  const [a, b] = [nettingOf(run, one), nettingOf(run, other)];
  return (a === 'ledger' && b !== 'exclusive') || (b === 'ledger' && a !== 'exclusive');
}

/** A route that is gone shares nothing. */
function nettingOf(run: Run, stream: string): 'exclusive' | 'ledger' | 'person' {
  const routeId = routeIdOf(stream);
  return routeId === 'operator' ? 'person' : (run.routes.get(routeId)?.netting ?? 'exclusive');
}
