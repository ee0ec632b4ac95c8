import type { IntentPatch, IntentRow, SignalPatch } from '@perpdesk/journal/port';
import { isInDoubt, traceAfter } from './attempts.ts';
import type { Evidence } from './evidence.ts';

/** What goes along with the update of a signal, once. */
export function takeSignalEvidence({ signals }: Evidence, id: string): Pick<SignalPatch, 'plan'> {
  const plan = signals.get(id);
  signals.delete(id);
  return plan === undefined ? {} : { plan };
}

/** What goes along with the update of an intent, once. @param now When the commit is put together, Unix ms. */
export function takeIntentEvidence(
  { legs, sends }: Evidence,
  row: IntentRow,
  patch: IntentPatch,
  now: number,
): Pick<IntentPatch, 'plan' | 'trace'> {
  const plan = legs.get(row.id);
  legs.delete(row.id);
  const trace = traceAfter(row, patch, now, sends.get(row.id));
  if (patch.state === 'sending' || !isInDoubt(patch.state ?? row.state)) sends.delete(row.id);
  return { ...(plan === undefined ? {} : { plan }), ...(trace === null ? {} : { trace }) };
}

/** Nothing is known about the intent any more that its row does not say. */
export function dropEvidence({ legs, sends }: Evidence, intentId: string): void {
  legs.delete(intentId);
  sends.delete(intentId);
}
