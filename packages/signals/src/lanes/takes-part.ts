import type { IntentRow } from '@perpdesk/journal/port';
import { isDry } from '../dry/is-dry.ts';
import { listsSymbol } from '../routes/lists-symbol.ts';
import type { Run } from '../run.ts';

/**
 * Whether the route of the intent's signal places orders on the account: it may have become another, or have gone, since the
 * intent was planned. People take part always.
 */
export function takesPart(run: Run, { signalId, brokerId, symbol }: IntentRow): boolean {
  const stored = run.book.signals.get(signalId)?.stored;
  if (stored === undefined || stored.order !== null) return true;
  const { routeId, source } = stored.signal;
  const route = run.routes.get(routeId);
  const account = route?.brokers.find((broker) => broker.brokerId === brokerId);
  if (route === undefined || account === undefined || isDry(route, account)) return false;
  if (route.mode === 'notify' || route.execute === 'notify') return false;
  // a program's route trades what its accounts list
  return source === 'program' || listsSymbol(route, symbol);
}
