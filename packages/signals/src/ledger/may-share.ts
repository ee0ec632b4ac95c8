import { isOfPerson } from '../define-route.ts';
import { routeIdOf } from '../relay/tell.ts';
import type { Run } from '../run.ts';

/**
 * Whether a stream may enter a side of which another one owns a part: their routes say `netting: ledger`. What a person owns
 * by hand holds no strategy up; a person may trade beside a route that shares.
 */
export function mayShare(run: Run, entering: string, owner: string): boolean {
  const [one, other] = [nettingOf(run, entering), nettingOf(run, owner)];
  if (other === 'person') return true;
  return (one === 'ledger' && other === 'ledger') || (one === 'person' && other === 'ledger');
}

/** A route that is gone shares nothing. */
function nettingOf(run: Run, stream: string): 'exclusive' | 'ledger' | 'person' {
  const routeId = routeIdOf(stream);
  return isOfPerson(routeId) ? 'person' : (run.routes.get(routeId)?.netting ?? 'exclusive');
}
