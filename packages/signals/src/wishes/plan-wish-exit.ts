import { Decimal, ZERO } from '@perpdesk/broker-core';
import { planReduction } from '../plan/plan-reduction.ts';
import { directionOf } from '../plan/sides.ts';
import { sizeOfWish } from './size-of-wish.ts';
import { leftSide } from './wish-legs.ts';
import { NOTHING_LEFT, refuseWish, type WishInput, type WishPlan } from './wish-plan-types.ts';
import { sentence } from '../sentences/sentence.ts';

/**
 * The next order of a wish's exit: from what is owned now and what its earlier orders closed, so that planned anew it does
 * not take twice. Pause, limits and age do not matter to it, and it is never more than what is really there. Pure.
 */
export function planWishExit(input: WishInput): WishPlan {
  const { wish, ledger, taken } = input;
  const side = leftSide(wish);
  const turns = wish.type === 'hold' || (wish.type === 'order' && !wish.reduceOnly);
  if (ledger.owned.isZero() || (side !== null && directionOf(ledger.owned) !== side)) {
    if (turns || taken.gt(0)) return NOTHING_LEFT;
    return refuseWish(
      'nothing-owned',
      side === null ? sentence('owns-nothing') : sentence('owns-no', { direction: side }),
    );
  }
  if (wish.type === 'order' && wish.orderType !== 'market') {
    return refuseWish('unsupported-order-type', sentence('reduces-not-built', { type: wish.orderType }));
  }
  const wanted = wantedOf(input);
  if (!wanted.ok) return wanted;
  const owned = ledger.owned.abs();
  const keep = wanted.all ? ZERO : Decimal.max(owned.minus(Decimal.max(wanted.asked.minus(taken), ZERO)), ZERO);
  const reduction = planReduction(input, keep);
  if (!reduction.ok) return taken.gt(0) ? NOTHING_LEFT : reduction;
  const [leg] = reduction.legs;
  const asked = wanted.all ? worthOfTurn(input) : wanted.asked;
  if (leg !== undefined) return { ok: true, leg, asked, unit: null, remark: null };
  return taken.gt(0) || wanted.all ? NOTHING_LEFT : refuseWish('below-minimum', reduction.notes.join(' '));
}

/** What a turn's own quantity was worth before it, its close counted; `null`: it is not in the strategy's units. */
function worthOfTurn({ wish, ledger, asked }: WishInput): Decimal | null {
  if (wish.type !== 'hold' || !wish.includesClose || wish.size?.unit !== 'strategy') return null;
  return asked ?? ledger.unit?.times(wish.size.quantity) ?? null;
}

type Wanted =
  | { readonly ok: true; readonly all: true }
  | { readonly ok: true; readonly all: false; /** Base asset, in all. */ readonly asked: Decimal };

function wantedOf(input: WishInput): Wanted | Extract<WishPlan, { readonly ok: false }> {
  const { wish, ledger, route } = input;
  if (wish.type !== 'reduce' && wish.type !== 'order') return { ok: true, all: true };
  const { size } = wish;
  // a part of the position is taken of what later fills add to it, too
  if (size.unit !== 'position-percent' && input.asked !== null) return { ok: true, all: false, asked: input.asked };
  if (size.unit === 'strategy' && ledger.unit === null) {
    const { of, quantity } = size;
    if (of !== undefined) {
      return { ok: true, all: false, asked: ledger.owned.abs().plus(input.taken).times(quantity).div(of) };
    }
    // what the signal's own quantity is worth needs no unit
    if (route.size.type !== 'signal') return refuseWish('ambiguous-unit', sentence('size-units'));
  }
  const sized = sizeOfWish(size, input);
  return sized.ok ? { ok: true, all: false, asked: sized.quantity } : sized;
}
