import { type Decimal, roundQuantityDown, ZERO } from '@perpdesk/broker-core';
import { type EntryResult, planAdd, planOpen } from './plan-entry.ts';
import { planReduction } from './plan-reduction.ts';
import type { PlanInput, PlannedLeg, PlanResult } from './plan-types.ts';
import { directionOf } from './sides.ts';
import { targetOf } from './target-of.ts';
import { transitionOf } from './transition.ts';
import { sentence } from '../sentences/sentence.ts';

/**
 * Turns a strategy's step into the legs that bring one account there, or says why there are none. Pure.
 *
 * Reductions pass pause, limits and age; they never exceed the real position. Entries are rounded down and are the
 * difference between the target and what is owned by fills.
 */
export function planSignal(input: PlanInput): PlanResult {
  const transition = transitionOf(input.effectivePrevious, input.signal.next);
  switch (transition) {
    case 'none':
      return {
        ok: true,
        legs: [],
        unit: input.ledger.unit,
        notes: [sentence('unchanged')],
        openRefusal: null,
      };
    case 'open':
    case 'reverse':
      return ownsOppositeSide(input) ? planReversal(input) : entryOnly(planOpen(input, input.ledger.owned, ZERO));
    case 'add':
      return ownsOppositeSide(input) ? planReversal(input) : entryOnly(planAdd(input));
    case 'reduce':
    case 'close':
      return reductionOnly(input);
    default:
      return transition satisfies never;
  }
}

/** Two legs: what is owned closes first. A refused entry leaves the close standing. */
function planReversal(input: PlanInput): PlanResult {
  const close = planReduction(input, ZERO);
  const legs: readonly PlannedLeg[] = close.ok ? close.legs : [];
  const closed = legs.reduce((sum, leg) => sum.plus(leg.quantity), ZERO);
  const notes = close.ok ? close.notes : [close.detail];
  const open = planOpen(input, ZERO, closed);
  if (open.ok) {
    const both = open.leg === null ? legs : [...legs, open.leg];
    return { ok: true, legs: both, unit: open.unit, notes: [...notes, ...open.notes], openRefusal: null };
  }
  return legs.length === 0 ? open : { ok: true, legs, unit: null, notes, openRefusal: open };
}

function entryOnly(entry: EntryResult): PlanResult {
  if (!entry.ok) return entry;
  const legs = entry.leg === null ? [] : [entry.leg];
  return { ok: true, legs, unit: entry.unit, notes: entry.notes, openRefusal: null };
}

function reductionOnly(input: PlanInput): PlanResult {
  const target = ownsOppositeSide(input) ? ZERO : keptQuantity(input);
  const reduction = planReduction(input, target);
  if (!reduction.ok) return reduction;
  const last = reduction.legs.at(-1);
  const unit = last === undefined ? input.ledger.unit : last.goal.unit;
  return { ok: true, legs: reduction.legs, unit, notes: reduction.notes, openRefusal: null };
}

/** Base asset, ≥ 0: the target by the unit; in proportion where no unit is known. */
function keptQuantity({ signal, effectivePrevious, ledger, account }: PlanInput): Decimal {
  if (signal.next.isZero()) return ZERO;
  const owned = ledger.owned.abs();
  const exact =
    ledger.unit === null
      ? targetOf(owned.div(effectivePrevious.abs()), signal.next)
      : targetOf(ledger.unit, signal.next);
  return account.instrument === null ? exact : roundQuantityDown(exact, account.instrument);
}

function ownsOppositeSide({ ledger, signal }: PlanInput): boolean {
  return !ledger.owned.isZero() && !signal.next.isZero() && directionOf(ledger.owned) !== directionOf(signal.next);
}
