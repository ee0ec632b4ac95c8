import { type Decimal, decimal, formatDecimal, ZERO } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import { enteringOf } from '../entries/entering-of.ts';
import type { Verdict } from '../lanes/plan-intent.ts';
import { ledgerRow, ownedBy } from '../ledger/owned.ts';
import { takenOf } from '../ledger/taken-of.ts';
import { directionOf } from '../plan/sides.ts';
import type { Run } from '../run.ts';
import type { Signal } from '../signal.ts';
import type { WishSignal } from '../wish.ts';
import { askOf } from './ask-of.ts';
import { refuseLarger } from './larger-size.ts';
import { agreedQuantity } from './preview-leg.ts';

/**
 * An entry that a person was asked about is not larger than what they agreed to, and as large where they wanted more than
 * its card said and the limits allow it. What it leaves out is not bought later, and what it has more is not sold: a unit of
 * the strategy stands for so much less or more.
 */
export function capEntry(run: Run, intent: IntentRow, signal: Signal | WishSignal, verdict: Verdict): Verdict {
  const agreed = agreedQuantity(intent);
  if (agreed === null || verdict.type !== 'send' || verdict.patch.quantity == null) return verdict;
  const planned = decimal(verdict.patch.quantity);
  if (planned.eq(agreed) || (planned.lt(agreed) && !wantsMore(intent))) return verdict;
  const refusal = planned.lt(agreed) ? refuseLarger(verdict.basis, decimal(agreed)) : null;
  if (refusal !== null) {
    const { code, detail } = refusal;
    return { type: 'end', code, detail, ...(verdict.basis === undefined ? {} : { basis: verdict.basis }) };
  }
  return {
    ...verdict,
    patch: { ...verdict.patch, quantity: agreed },
    unit:
      'wishes' in signal
        ? scaledUnit(run, intent, verdict.unit, decimal(agreed).div(planned))
        : unitOf(run, intent, signal, decimal(agreed)),
  };
}

/** The person wants more than the card said; what is more than the plan by the prices of now alone, they did not ask for. */
function wantsMore(intent: IntentRow): boolean {
  const { quantity = null, planned = null } = askOf(intent) ?? {};
  return quantity !== null && (planned === null || decimal(quantity).gt(planned));
}

/** Of an opening whose size is another; the unit of what is held already stands. */
function scaledUnit(run: Run, intent: IntentRow, unit: Decimal | null, share: Decimal): Decimal | null {
  return unit === null || !ownedBy(run.book, intent.brokerId, intent.stream).isZero() ? unit : unit.times(share);
}

/** Base asset per strategy unit, where the account has `more` than it holds and is entering; `null`: there is nothing. */
export function unitOf(run: Run, intent: IntentRow, signal: Signal, more: Decimal): Decimal | null {
  const row = ledgerRow(run.book, intent.brokerId, intent.stream);
  const owned = decimal(row?.owned ?? '0');
  const isHeld = row !== null && !owned.isZero() && directionOf(owned) === directionOf(signal.next);
  // what targets took is none that a person left out
  const before = isHeld ? owned.abs().plus(takenOf(row, decimal(goalOf(intent).previous ?? '0'))) : ZERO;
  const held = before.plus(enteringOf(run, intent)).plus(more);
  return signal.next.isZero() || held.isZero() ? null : held.div(signal.next.abs());
}

export function unitText(unit: Decimal | null): string | null {
  return unit === null ? null : formatDecimal(unit);
}
