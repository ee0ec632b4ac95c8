import type { IntentRow } from '@perpdesk/journal/port';
import { type Ask, type Goal, goalOf } from '../book/goal.ts';
import { isAsking } from '../book/intent-table.ts';
import type { Run } from '../run.ts';

/** How the intent stands with the person who is asked; `null`: nobody is. */
export function askOf(row: Pick<IntentRow, 'goal'>): Ask | null {
  return goalOf(row).asks ?? null;
}

/** The goal as it is planned: with its question, where the signal's route wants a person to be asked. */
export function withAsk(run: Run, intent: Pick<IntentRow, 'signalId' | 'kind'>, goal: Goal): Goal {
  if (goal.asks !== undefined || goal.cause !== 'signal' || goal.entry !== null) return goal;
  const signal = run.book.signals.get(intent.signalId)?.stored.signal;
  const route = run.routes.get(signal?.routeId ?? '');
  if (route === undefined || route.execute !== 'ask') return goal;
  const isAsked = intent.kind === 'increase' || (intent.kind === 'reduce' && route.askExits);
  return isAsked ? { ...goal, asks: { state: 'new', planned: null, quantity: null, by: null } } : goal;
}

/** What waits for a person, by signal. */
export function asksBySignal(rows: Iterable<IntentRow>): ReadonlyMap<string, readonly IntentRow[]> {
  const bySignal = new Map<string, IntentRow[]>();
  for (const row of rows) {
    if (!isAsking(row)) continue;
    const known = bySignal.get(row.signalId);
    if (known === undefined) bySignal.set(row.signalId, [row]);
    else known.push(row);
  }
  return bySignal;
}
