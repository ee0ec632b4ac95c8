import type { SignalPlan } from '../evidence/signal-plan.ts';
import { classifyStep } from '../plan/classify-step.ts';
import type { Route } from '../route.ts';
import type { Signal } from '../signal.ts';
import { differencesOf, toJson } from './differences.ts';
import { judged, type ReplayDifference, type ReplayedPart } from './replay-types.ts';

/** Says again how the signal follows on what was applied of its stream, and what the route would do about it. Pure. */
export function replayStep(plan: SignalPlan, signal: Signal, route: Route | undefined): ReplayedPart {
  const step = classifyStep(signal, plan.stream);
  const differences: ReplayDifference[] = [...differencesOf(toJson(plan.step), toJson(step), 'step')];
  if (route === undefined) return judged(differences);
  // the policy decides only where the step does not follow on the last
  if (plan.step.type === 'gap') differences.push(...differencesOf(plan.policy.onGap, route.onGap, 'onGap'));
  if (plan.step.type === 'first-sight') {
    differences.push(...differencesOf(plan.policy.firstSight, route.firstSight, 'firstSight'));
  }
  const now = route.brokers.map(({ brokerId }) => brokerId);
  for (const brokerId of plan.accounts.filter((id) => !now.includes(id))) {
    differences.push({ about: 'accounts', recorded: brokerId, now: 'none' });
  }
  for (const brokerId of now.filter((id) => !plan.accounts.includes(id))) {
    differences.push({ about: 'accounts', recorded: 'none', now: brokerId });
  }
  return judged(differences);
}
