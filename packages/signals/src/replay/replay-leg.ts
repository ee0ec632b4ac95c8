import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf, isReadableGoal } from '../book/goal.ts';
import { MARKET_ENTRY } from '../define-route.ts';
import { entryTerms } from '../entries/replaced-terms.ts';
import type { LegPlan } from '../evidence/leg-plan.ts';
import { parseLegPlan } from '../evidence/parse-leg-plan.ts';
import { planRouteOf, type RouteSources } from '../lanes/route-of.ts';
import { planQuantity } from '../plan/plan-quantity.ts';
import type { Signal } from '../signal.ts';
import type { WishSignal } from '../wish.ts';
import { describeOut } from './describe-plan.ts';
import { differencesOf, toJson } from './differences.ts';
import { planAgain } from './plan-again.ts';
import {
  judged,
  notReplayed,
  type ReplayDifference,
  type ReplayedLeg,
  type ReplayedPart,
  UNREADABLE,
} from './replay-types.ts';
import { entryDifferences, restDifferences } from './rest-again.ts';

export interface LegInput {
  readonly intent: IntentRow;
  /** As it was stored. */
  readonly stored: Signal | WishSignal;
  /** As it reads now. */
  readonly signal: Signal | WishSignal;
  readonly sources: RouteSources;
}

/** Plans one order again, from what was known of the account then, by the code and the configuration of now. Pure. */
export function replayLeg(input: LegInput): ReplayedLeg {
  const { intent } = input;
  const plan = isReadableGoal(intent) ? parseLegPlan(intent.plan) : null;
  const found = plan === null ? { ...notReplayed(unplanned(intent)), policy: [] } : replayPlan(plan, input);
  const { brokerId, leg, kind } = intent;
  return { brokerId, intentId: intent.id, leg, kind, plan: plan === null ? null : describeOut(plan.out), ...found };
}

function unplanned(intent: IntentRow): string {
  if (!isReadableGoal(intent)) return UNREADABLE;
  if (intent.kind === 'stop' || intent.kind === 'target') return 'It protects what was filled.';
  if (goalOf(intent).entry !== null) return 'It is a part of an entry that was planned before it.';
  return intent.attempt === 0 && intent.detail !== null ? intent.detail : 'What it was planned from is not recorded.';
}

type Found = ReplayedPart & { readonly policy: readonly ReplayDifference[] };

function replayPlan(plan: LegPlan, { intent, stored, signal, sources }: LegInput): Found {
  const configured = sources.routes.get(signal.routeId);
  if (signal.routeId !== 'operator' && configured === undefined) {
    return { ...notReplayed(`No route ${signal.routeId} is configured.`), policy: [] };
  }
  const route = planRouteOf(sources, signal.routeId, intent.brokerId);
  if (plan.type === 'quantity') {
    return { ...judged(compare(plan.out, toJson(planQuantity(plan.input)))), policy: [] };
  }
  const account = configured?.brokers.find(({ brokerId }) => brokerId === intent.brokerId);
  const factor = account?.factor ?? plan.factor;
  const entry = configured?.entry ?? MARKET_ENTRY;
  const planned = 'wishes' in signal ? signal : entryTerms(signal, goalOf(intent));
  const out = planAgain(plan, { stored, signal: planned, factor, route });
  const policy = [
    ...differencesOf(plan.policy, toJson(route)),
    ...differencesOf(plan.factor.toFixed(), factor.toFixed(), 'factor'),
    ...(intent.kind === 'increase' ? entryDifferences(plan, entry) : []),
  ];
  const rests = intent.kind === 'increase' ? restDifferences(plan, { out, entry, price: signal.price }) : [];
  return { ...judged([...compare(plan.out, out), ...rests]), policy };
}

function compare(recorded: unknown, now: unknown): readonly ReplayDifference[] {
  const [was, is] = [describeOut(recorded), describeOut(now)];
  if (was !== is) return [{ about: 'order', recorded: was, now: is }];
  return differencesOf(recorded, now);
}
