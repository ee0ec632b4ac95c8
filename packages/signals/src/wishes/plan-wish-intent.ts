import { Decimal, decimal, formatDecimal, ZERO } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import type { PlanBasis } from '../evidence/format-leg-plan.ts';
import type { Verdict } from '../lanes/plan-intent.ts';
import { netPatch } from '../lanes/net-exit.ts';
import type { PlanResult } from '../plan/plan-types.ts';
import type { Run } from '../run.ts';
import { planWishEntry } from './plan-wish-entry.ts';
import { planWishExit } from './plan-wish-exit.ts';
import { closedBefore, wishInput } from './wish-input.ts';
import type { WishInput } from './wish-plan-types.ts';
import { sentence } from '../sentences/sentence.ts';

/** What the intent's order for its wish would be, from what is owned now. */
export function planWishIntent(run: Run, intent: IntentRow): Verdict {
  const isExit = intent.kind === 'reduce';
  const input = wishInput(run, intent, isExit ? null : closedBefore(run, intent));
  const plan = isExit ? planWishExit(input) : planWishEntry(input);
  const { wish } = goalOf(intent);
  const basis: PlanBasis = { type: 'wish', input, index: wish?.index ?? 0, isExit, out: plan };
  if (!plan.ok) return { type: 'end', code: plan.code, detail: plan.detail, basis };
  if (plan.leg === null) {
    const detail = plan.remark ?? sentence('nothing-left');
    return { type: 'end', code: null, detail, basis, ...(plan.remark === null ? {} : { remark: plan.remark }) };
  }
  const { side, positionSide, quantity } = plan.leg;
  const asked = plan.asked === null ? (wish?.asked ?? null) : formatDecimal(plan.asked);
  const goal = wish === undefined ? {} : { wish: { ...wish, asked } };
  const patch = { side, positionSide, quantity: formatDecimal(quantity), goal };
  return { type: 'send', patch: isExit ? netPatch(run, intent, patch) : patch, unit: plan.unit, basis };
}

/**
 * The same before anything is sent: the entry of a turn as it would be once its exit is done.
 *
 * @param asItWillBe What is known by the time that it goes.
 */
export function previewWish(
  run: Run,
  intent: IntentRow,
  asItWillBe: (input: WishInput) => WishInput = (input) => input,
): PlanResult {
  const input = asItWillBe(wishInput(run, intent, null));
  const plan = intent.kind === 'reduce' ? planWishExit(input) : planWishEntry(afterExit(input, intent));
  if (!plan.ok) return plan;
  const goal = { type: 'owned-at-most', owned: ZERO, unit: null } as const;
  const legs = plan.leg === null ? [] : [{ ...plan.leg, goal, fullClose: false }];
  return { ok: true, legs, unit: plan.unit, notes: plan.remark === null ? [] : [plan.remark], openRefusal: null };
}

function afterExit(input: WishInput, { side }: IntentRow): WishInput {
  const { ledger, wish } = input;
  if (ledger.owned.isZero() || ledger.owned.isNegative() !== (side === 'buy')) return input;
  const exit = planWishExit(input);
  const asked = exit.ok ? exit.asked : null;
  const owned = ledger.owned.abs();
  return {
    ...input,
    ledger: { ...ledger, owned: ZERO },
    taken: asked === null || wish.type === 'hold' ? owned : Decimal.min(asked, owned),
    asked: asked === null ? null : decimal(asked),
  };
}
