import { type Decimal, ZERO } from '@perpdesk/broker-core';
import { transitionOf } from '../plan/transition.ts';
import type { Alert, Refusal, RefusalCode, Transition } from '../signal.ts';
import { type AlertFill, readFill } from './read-fill.ts';
import { readNext, readPrevious } from './read-positions.ts';
import { sameSize } from '../plan/same-size.ts';
import { sentence } from '../sentences/sentence.ts';

/** Modes whose alerts tell a strategy's positions. */
export type PositionMode = 'chain' | 'target';

export type StepReading =
  | {
      readonly ok: true;
      /** Signed; `null` in mode `target`, which takes it from the ledger. */
      readonly previous: Decimal | null;
      /** Signed; in mode `target` what the alert says, or its fill shows, of where the step began; `null`: nothing. */
      readonly before: Decimal | null;
      /** Signed. */
      readonly next: Decimal;
      readonly transition: Transition;
      readonly notes: readonly string[];
    }
  | Refusal;

/** The step from one position to another that the alert tells, by the route's mode; what does not add up is refused. */
export function readStep(alert: Alert, mode: PositionMode): StepReading {
  const fill = readFill(alert);
  const after = readNext(alert);
  if (!after.ok) return after;
  if (after.position === null) {
    return refuse('missing-field', sentence('mode-needs-position', { mode }));
  }
  const next = after.position;
  const before = readPrevious(alert, next, fill);
  if (!before.ok) return before;
  return mode === 'chain' ? chainStep(before.position, next, fill) : targetStep(before.position, next, fill);
}

function chainStep(previous: Decimal | null, next: Decimal, fill: AlertFill): StepReading {
  if (previous === null) {
    return refuse('missing-field', sentence('chain-needs-previous'));
  }
  const change = next.minus(previous);
  const fits =
    fill.quantity !== null
      ? sameSize(previous.plus(fill.quantity), next) || sameSize(fill.quantity, change)
      : fitsSide(change, fill) && (fill.size === null || sameSize(change.abs(), fill.size));
  if (!fits) return inconsistent(previous, next, fill);
  return { ok: true, previous, before: null, next, transition: transitionOf(previous, next), notes: [] };
}

/** The ledger knows where the step begins; what the alert says of it is only checked. */
function targetStep(told: Decimal | null, next: Decimal, fill: AlertFill): StepReading {
  const notes: string[] = [];
  if (told !== null) {
    const change = next.minus(told);
    if (!fitsSide(change, fill)) return inconsistent(told, next, fill);
    if (fill.size !== null && !sameSize(change.abs(), fill.size)) notes.push(mismatch(told, next, fill));
  }
  const hint = told ?? (fill.quantity === null ? null : next.minus(fill.quantity));
  const isSettled = hint !== null && sameSize(hint, ZERO);
  const from = hint === null || isSettled ? ZERO : hint;
  const transition = hint === null && next.isZero() ? 'close' : transitionOf(from, next);
  return { ok: true, previous: null, before: hint === null ? null : from, next, transition, notes };
}

function fitsSide(change: Decimal, { sign }: AlertFill): boolean {
  return sign === null || change.isZero() || change.isNegative() === (sign === -1);
}

function inconsistent(previous: Decimal, next: Decimal, fill: AlertFill): Refusal {
  return refuse('inconsistent-transition', mismatch(previous, next, fill));
}

/** Says that a step and its fill do not add up. */
export function mismatch(previous: Decimal, next: Decimal, fill: AlertFill): string {
  const side = fill.sign === null ? 'fill' : fill.sign === 1 ? 'buy' : 'sell';
  return fill.size === null
    ? sentence('step-mismatch', { previous, side, next })
    : sentence('step-mismatch-sized', { previous, side, size: fill.size, next });
}

function refuse(code: RefusalCode, detail: string): Refusal {
  return { ok: false, code, detail };
}
