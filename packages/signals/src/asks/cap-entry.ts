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
import { agreedQuantity } from './preview-leg.ts';

/**
 * An entry that a person was asked about is not larger than what they agreed to. What it leaves out is not bought later: a
 * unit of the strategy stands for so much less.
 */
export function capEntry(run: Run, intent: IntentRow, signal: Signal | WishSignal, verdict: Verdict): Verdict {
  const agreed = agreedQuantity(intent);
  if (agreed === null || verdict.type !== 'send' || verdict.patch.quantity == null) return verdict;
  if (decimal(verdict.patch.quantity).lte(agreed)) return verdict;
  return {
    ...verdict,
    patch: { ...verdict.patch, quantity: agreed },
    unit:
      'wishes' in signal
        ? scaledUnit(run, intent, verdict.unit, decimal(agreed).div(verdict.patch.quantity))
        : unitOf(run, intent, signal, decimal(agreed)),
  };
}

/** Of an opening whose size is cut; the unit of what is held already stands. */
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
