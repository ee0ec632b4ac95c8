import { Decimal, roundQuantityDown, ZERO } from '@perpdesk/broker-core';
import type { Refusal } from '../signal.ts';
import { firstPart } from './first-part.ts';
import type { PlanContext, PlannedLeg } from './plan-types.ts';
import { directionOf, positionSideOf, reducingSide, signed } from './sides.ts';
import { sentence } from '../sentences/sentence.ts';

export type ReductionResult =
  | { readonly ok: true; readonly legs: readonly PlannedLeg[]; readonly notes: readonly string[] }
  | Refusal;

/**
 * Brings what the stream owns down to `target` (base asset, ≥ 0, its own side), which may be more than is owned.
 *
 * Never more than the real position of that side, so an exit opens nothing. A remainder that could not be sold on its own
 * is closed with it. Above the exchange's largest order the reduction is split, each part with its own goal.
 */
export function planReduction(input: PlanContext, target: Decimal): ReductionResult {
  const { ledger, account } = input;
  const owned = ledger.owned.abs();
  const keep = Decimal.min(owned, target);
  if (owned.isZero()) return nothingOwned(input);
  const direction = directionOf(ledger.owned);
  const real =
    !account.position.isZero() && directionOf(account.position) === direction ? account.position.abs() : ZERO;
  if (real.isZero()) {
    return refuse('nothing-owned', sentence('holds-no', { direction }));
  }

  const notes: string[] = [];
  if (real.lt(owned)) {
    notes.push(sentence('holds-of', { real, owned }));
  }
  const held = Decimal.min(owned, real);
  const rest = isUnsellable(keep, input) ? ZERO : keep;
  if (rest.isZero() && keep.gt(0)) {
    notes.push(sentence('rest-closed-too', { rest: keep }));
  }
  const surplus = rest.isZero() ? wholeOf(held, real, input) : Decimal.max(held.minus(rest), ZERO);
  const quantity = onStep(surplus, input);
  if (quantity.isZero()) {
    const note = held.lt(target) ? sentence('owns-of-kept', { owned: held, target }) : sentence('at-target');
    return { ok: true, legs: [], notes: [...notes, note] };
  }
  const tooSmall = account.instrument !== null && quantity.lt(account.instrument.minQuantity);
  if (tooSmall && rest.gt(0)) {
    return {
      ok: true,
      legs: [],
      notes: [...notes, sentence('reduce-below', { quantity })],
    };
  }

  const unit = rest.isZero() ? null : ledger.unit;
  const legs = split(quantity, input).map(({ part, left }): PlannedLeg => {
    const isLast = left.isZero();
    const after = rest.plus(left);
    return {
      kind: 'reduce',
      side: reducingSide(direction),
      positionSide: positionSideOf(direction, account.positionMode),
      quantity: part,
      goal: { type: 'owned-at-most', owned: signed(after, direction), unit: isLast ? unit : ledger.unit },
      fullClose: isLast && rest.isZero(),
    };
  });
  return { ok: true, legs, notes };
}

/** What is held; the whole real position where it differs only by dust and nobody else owns it. */
function wholeOf(held: Decimal, real: Decimal, { account, gates }: PlanContext): Decimal {
  const excess = real.minus(held);
  const isDust = account.instrument !== null && excess.gt(0) && excess.lt(account.instrument.minQuantity);
  return isDust && gates.otherOwner === null ? real : held;
}

function isUnsellable(rest: Decimal, { account, signal }: PlanContext): boolean {
  const { instrument } = account;
  if (instrument === null || rest.isZero()) return rest.isZero();
  const price = account.markPrice ?? signal.price;
  return rest.lt(instrument.minQuantity) || (price !== null && rest.times(price).lt(instrument.minNotional));
}

function onStep(quantity: Decimal, { account }: PlanContext): Decimal {
  return account.instrument === null ? quantity : roundQuantityDown(quantity, account.instrument);
}

/** Parts no larger than the exchange takes, with what is still to come after each. */
function split(quantity: Decimal, input: PlanContext): readonly { readonly part: Decimal; readonly left: Decimal }[] {
  const { instrument } = input.account;
  if (instrument === null) return [{ part: quantity, left: ZERO }];
  const parts = [];
  for (let rest = quantity; ;) {
    const part = firstPart(rest, instrument, input.account.markPrice);
    rest = rest.minus(part);
    parts.push({ part, left: rest });
    if (!rest.gt(0)) return parts;
  }
}

function nothingOwned({ ledger }: PlanContext): Refusal {
  return ledger.state === 'sitting-out'
    ? refuse('sitting-out', sentence('sitting-out'))
    : refuse('nothing-owned', sentence('owns-nothing'));
}

function refuse(code: Refusal['code'], detail: string): Refusal {
  return { ok: false, code, detail };
}
