import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import { entryPolicyOf, ordersOf } from '../entries/send-entry.ts';
import type { Verdict } from '../lanes/plan-intent.ts';
import type { Run } from '../run.ts';
import { type EntryPlan, formatLegPlan } from './leg-plan.ts';

/** What the intent was planned from goes along with what is now written of it. */
export function notePlan(run: Run, intent: IntentRow, verdict: Verdict): void {
  if (verdict.basis === undefined) return;
  run.book.evidence.legs.set(intent.id, formatLegPlan(verdict.basis, run.now(), entryPlanOf(run, intent, verdict)));
}

function entryPlanOf(run: Run, intent: IntentRow, verdict: Verdict): EntryPlan | null {
  if (verdict.type === 'end' || intent.kind !== 'increase' || goalOf(intent).entry !== null) return null;
  const policy = entryPolicyOf(run, intent);
  return policy.type === 'market' ? null : { policy, orders: ordersOf(run, intent, verdict.patch, policy) };
}
