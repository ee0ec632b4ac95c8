import type { LedgerRow } from '@perpdesk/journal/port';
import type { Run } from '../run.ts';
import { isHeldBack } from './held-back.ts';
import { isLeaving, isProven, protectionOf, protectPolicyOf } from './policy.ts';
import { protectStateOf } from './protect-state.ts';
import { protectTermsOf } from './protect-terms.ts';

/** Nobody but a person wants a stop there: without it the position is as they left it. */
export function isOnlyByHand(run: Run, row: LedgerRow): boolean {
  const state = protectStateOf(row);
  if ((state.hand?.stopLoss ?? null) === null) return false;
  const { stop, isEven } = protectTermsOf(protectPolicyOf(run, row.stream), row.stream, { ...state, hand: null });
  return stop === null && !isEven;
}

/** A person's stop was not let grow with the position: what stands of it stays until the next try, and the position with it. */
export function staysAsItStands(run: Run, row: LedgerRow): boolean {
  if (!isHeldBack(run, row, 'stop') || !isOnlyByHand(run, row)) return false;
  return protectionOf(run, row, 'stop').some((one) => isProven(one) && !isLeaving(one));
}
