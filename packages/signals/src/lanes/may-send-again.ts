import type { IntentRow } from '@perpdesk/journal/port';
import type { Run } from '../run.ts';
import { type EntryEnd, mayStillEnter } from './may-still-enter.ts';
import { planIntent } from './plan-intent.ts';

/** Why an entry that never reached the exchange may not be marked once more, by the limits as they are now; `null`: it may. */
export function maySendAgain(run: Run, intent: IntentRow): EntryEnd | null {
  const refusal = mayStillEnter(run, intent);
  if (refusal !== null) return refusal;
  const verdict = planIntent(run, intent);
  // an account that is not connected now is asked when it is
  if (verdict.type === 'send' || verdict.code === 'broker-not-ready') return null;
  return { state: 'expired', code: verdict.code ?? 'superseded', detail: verdict.detail };
}
