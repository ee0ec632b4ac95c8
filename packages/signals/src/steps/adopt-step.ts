import { decimal, type Decimal, formatDecimal, ZERO } from '@perpdesk/broker-core';
import { goalOf } from '../book/goal.ts';
import type { Writer } from '../book/writer.ts';
import type { DryLedger } from '../dry/dry-ledger.ts';
import type { IntentRow, LedgerRow } from '@perpdesk/journal/port';
import { ledgerRow } from '../ledger/owned.ts';
import { takenOf } from '../ledger/taken-of.ts';
import type { Step } from '../plan/classify-step.ts';
import { directionOf } from '../plan/sides.ts';
import { tellSignal } from '../relay/tell.ts';
import type { Run } from '../run.ts';
import type { Signal } from '../signal.ts';
import { applyStep } from './apply-step.ts';

/**
 * Goes straight to the position that the alert names, though one before it is missing. Each account goes there from what
 * it owns; one that has no size yet takes that of the OPEN it missed, from the alert's own previous position.
 */
export function adoptStep(run: Run, w: Writer, signal: Signal, step: Step): void {
  const known = run.book.streams.get(signal.stream);
  const last = decimal(known?.lastPosition ?? '0');
  tellSignal(run, w, signal.id, `adopted:${signal.id}`, {
    type: 'signal.adopted',
    signalId: signal.id,
    routeId: signal.routeId,
    symbol: signal.symbol,
    lastPosition: known === undefined ? null : formatDecimal(last),
    previous: formatDecimal(step.previous),
    next: formatDecimal(signal.next),
  });
  const isOpenedSince = !isSameSide(last, step.previous);
  applyStep(run, w, signal, {
    from: (brokerId, dry) => {
      const adopted = { last, previous: step.previous, isOpenedSince };
      return dry === null ? positionOf(run, brokerId, signal, adopted) : standing(dry, adopted);
    },
    sizedBy: isSameSide(step.previous, signal.next) ? step.previous : null,
  });
}

interface Adopted {
  readonly last: Decimal;
  readonly previous: Decimal;
  /** The strategy was flat between what was applied and what the alert says came before it. */
  readonly isOpenedSince: boolean;
}

/** What the account holds of the stream, in the strategy's units. */
function positionOf(run: Run, brokerId: string, { stream, symbol }: Signal, adopted: Adopted): Decimal {
  const row = ledgerRow(run.book, brokerId, stream);
  const lane = run.book.intents.openOfLane(brokerId, symbol).filter((one) => one.stream === stream);
  if (lane.some(isUnderWay)) return adopted.last;
  if (row === null) return outside(adopted);
  const unit = row.unit === null ? null : decimal(row.unit);
  const owned = decimal(row.owned);
  return standing({ owned: unit === null ? owned : withTaken(row, owned, adopted.last), unit }, adopted);
}

function standing({ owned, unit }: Pick<DryLedger, 'owned' | 'unit'>, adopted: Adopted): Decimal {
  if (owned.isZero()) return outside(adopted);
  return unit === null ? adopted.last : owned.div(unit);
}

/** It was out of the position that the strategy still has, or is new to the route: it comes in with the next one. */
function outside({ previous, isOpenedSince }: Adopted): Decimal {
  return isOpenedSince ? ZERO : previous;
}

/** Whether it is still on its way to where the strategy stood last. */
function isUnderWay(intent: IntentRow): boolean {
  return intent.kind === 'increase' || (intent.kind === 'reduce' && goalOf(intent).cause === 'signal');
}

/** Base asset, signed: what its targets took counts as held; it is not bought back. */
function withTaken(row: LedgerRow, owned: Decimal, last: Decimal): Decimal {
  const taken = takenOf(row, last);
  return owned.isNegative() ? owned.minus(taken) : owned.plus(taken);
}

function isSameSide(a: Decimal, b: Decimal): boolean {
  return !a.isZero() && !b.isZero() && directionOf(a) === directionOf(b);
}
