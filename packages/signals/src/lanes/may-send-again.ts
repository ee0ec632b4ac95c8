import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
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
  const isOver = verdict.code === null && goalOf(intent).entry !== null;
  return { state: 'expired', code: verdict.code ?? (isOver ? 'too-old' : 'superseded'), detail: verdict.detail };
}
