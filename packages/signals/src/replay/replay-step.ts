import type { SignalPlan } from '../evidence/signal-plan.ts';
import { isDry } from '../dry/is-dry.ts';
import { classifyStep } from '../plan/classify-step.ts';
import type { Route } from '../route.ts';
import type { Signal } from '../signal.ts';
import type { WishSignal } from '../wish.ts';
import { differencesOf, toJson } from './differences.ts';
import { judged, type ReplayDifference, type ReplayedPart } from './replay-types.ts';

/** Says again how the signal follows on what was applied of its stream, and what the route would do about it. Pure. */
export function replayStep(plan: SignalPlan, signal: Signal | WishSignal, route: Route | undefined): ReplayedPart {
  const step = 'wishes' in signal ? null : classifyStep(signal, plan.stream);
  const differences = differencesOf(toJson(plan.step), toJson(step), 'step');
  return judged(route === undefined ? differences : [...differences, ...routeDifferences(plan, route)]);
}

function routeDifferences({ step, policy, accounts, dry }: SignalPlan, route: Route): readonly ReplayDifference[] {
  const dryNow = route.brokers.filter((account) => isDry(route, account)).map(({ brokerId }) => brokerId);
  return [
    ...differencesOf(policy.execute, route.execute, 'execute'),
    // the policy decides only where the step does not follow on the last
    ...(step?.type === 'gap' ? differencesOf(policy.onGap, route.onGap, 'onGap') : []),
    ...(step?.type === 'first-sight' ? differencesOf(policy.firstSight, route.firstSight, 'firstSight') : []),
    ...setDifferences(
      accounts,
      route.brokers.map(({ brokerId }) => brokerId),
      'accounts',
    ),
    ...setDifferences(dry, dryNow, 'dryRun'),
  ];
}

function setDifferences(was: readonly string[], is: readonly string[], about: string): readonly ReplayDifference[] {
  return [
    ...was.filter((name) => !is.includes(name)).map((name) => ({ about, recorded: name, now: 'none' })),
    ...is.filter((name) => !was.includes(name)).map((name) => ({ about, recorded: 'none', now: name })),
  ];
}
