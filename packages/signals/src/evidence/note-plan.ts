import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import { asksLimit } from '../entries/asked-price.ts';
import { entryPolicyOf, ordersOf, restPriceOf } from '../entries/send-entry.ts';
import type { Verdict } from '../lanes/plan-intent.ts';
import type { Run } from '../run.ts';
import { formatLegPlan, type RestPlan } from './format-leg-plan.ts';

/** What the intent was planned from goes along with what is now written of it. */
export function notePlan(run: Run, intent: IntentRow, verdict: Verdict): void {
  if (verdict.basis === undefined) return;
  run.book.evidence.legs.set(intent.id, formatLegPlan(verdict.basis, run.now(), restPlanOf(run, intent, verdict)));
}

function restPlanOf(run: Run, intent: IntentRow, verdict: Verdict): RestPlan | null {
  if (verdict.type === 'end' || intent.kind !== 'increase' || goalOf(intent).entry !== null) return null;
  const policy = entryPolicyOf(run, intent);
  if (policy.type === 'market') return null;
  return {
    policy,
    isAsked: asksLimit(run, intent),
    price: restPriceOf(run, intent),
    quantity: verdict.patch.quantity ?? null,
    orders: ordersOf(run, intent, verdict.patch, policy),
  };
}
