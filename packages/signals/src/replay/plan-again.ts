import type { Decimal } from '@perpdesk/broker-core';
import type { RecordedWishPlan, StepPlan } from '../evidence/leg-plan.ts';
import { closingStep } from '../plan/closing-step.ts';
import { planSignal } from '../plan/plan-signal.ts';
import type { PlanContext, PlanInput } from '../plan/plan-types.ts';
import type { Signal } from '../signal.ts';
import type { WishSignal } from '../wish.ts';
import { planWishEntry } from '../wishes/plan-wish-entry.ts';
import { planWishExit } from '../wishes/plan-wish-exit.ts';
import { toJson } from './differences.ts';

export interface AgainInput {
  /** As it was stored. */
  readonly stored: Signal | WishSignal;
  /** As it reads now. */
  readonly signal: Signal | WishSignal;
  /** As configured now. */
  readonly factor: Decimal;
  readonly route: PlanContext['route'];
}

/** What comes out of the same state by the signal and the route of now, as JSON; `null`: the signal asks no such thing. */
export function planAgain(plan: StepPlan | RecordedWishPlan, input: AgainInput): unknown {
  return plan.type === 'step' ? stepAgain(plan, input) : wishAgain(plan, input);
}

function stepAgain(plan: StepPlan, { stored, signal, factor, route }: AgainInput): unknown {
  const { at, from, sizedBy, signal: planned, ledger, account, gates } = plan;
  const step = stepOf(stored, signal, planned.next);
  if (step === null) return null;
  const input: PlanInput = {
    signal: step,
    effectivePrevious: from,
    sizedBy,
    route,
    factor,
    ledger,
    account,
    gates,
    now: at,
  };
  return toJson(planSignal(input));
}

/** An exit that closes all is planned with zero, whatever its signal says. */
function stepOf(stored: Signal | WishSignal, signal: Signal | WishSignal, planned: Decimal): Signal | null {
  if ('wishes' in signal) return 'wishes' in stored && planned.isZero() ? closingStep(signal) : null;
  if ('wishes' in stored) return null;
  return { ...signal, next: planned.eq(stored.next) ? signal.next : planned };
}

function wishAgain(plan: RecordedWishPlan, { stored, signal, factor, route }: AgainInput): unknown {
  const wish = 'wishes' in signal ? signal.wishes[plan.index] : undefined;
  if (!('wishes' in signal) || wish === undefined) return null;
  const { at, ledger, account, gates, freeBalance, entryPrice, taken, asked } = plan;
  const { symbol, firedAt, receivedAt, protect, entryRefusal } = signal;
  // where a limit order rests is no price that the market must be near
  const hasPrice = plan.signal.price !== null || stored.price === null;
  const input = {
    signal: { symbol, firedAt, receivedAt, price: hasPrice ? signal.price : null, entryRefusal },
    wish,
    protect,
    route,
    factor,
    ledger,
    account,
    gates,
    now: at,
    freeBalance,
    entryPrice,
    taken,
    asked,
  };
  return toJson(plan.isExit ? planWishExit(input) : planWishEntry(input));
}
