import { Decimal, roundQuantityDown, ZERO } from '@perpdesk/broker-core';
import type { Refusal } from '../signal.ts';
import { checkEntryGates } from './entry-gates.ts';
import { checkEntrySize } from './entry-limits.ts';
import type { PlanInput, PlannedLeg } from './plan-types.ts';
import { directionOf, increasingSide, positionSideOf, signed } from './sides.ts';
import { sizeOpen } from './size-open.ts';
import { askedOf, checkEntryStop, stopOf, stopPercentOf } from './stop-of.ts';
import { targetOf } from './target-of.ts';
import { sentence } from '../sentences/sentence.ts';

export type EntryResult =
  | { readonly ok: true; readonly leg: PlannedLeg | null; readonly unit: Decimal; readonly notes: readonly string[] }
  | Refusal;

/** Opens the strategy's new position from flat: fixes the unit, then the target on the step. */
export function planOpen(input: PlanInput, owned: Decimal, closesFirst: Decimal): EntryResult {
  const { signal, route, account, factor, sizedBy } = input;
  const direction = directionOf(signal.next);
  const gate = checkEntryGates(input, direction);
  if (gate !== null) return gate;
  const contracts = (sizedBy ?? signal.next).abs();
  const price = priceOf(input);
  const stop = stopOf(route, askedOf(route, signal.protect));
  const unprotected = checkEntryStop({ stop, isNeeded: route.stopLoss?.fromAlert === true, direction, price });
  if (unprotected !== null) return unprotected;
  const size = sizeOpen(route.size, {
    factor,
    contracts,
    price,
    equity: account.equity,
    leverage: account.leverage,
    stopPercent: stopPercentOf(stop, price),
  });
  return size.ok ? raiseTo(input, { unit: size.quantity.div(contracts), owned, closesFirst }) : size;
}

/** Grows a position by the unit that its OPEN fixed. */
export function planAdd(input: PlanInput): EntryResult {
  const { ledger, signal } = input;
  if (ledger.state === 'sitting-out' || ledger.unit === null) {
    return {
      ok: false,
      code: 'sitting-out',
      detail: sentence('sitting-out'),
    };
  }
  const gate = checkEntryGates(input, directionOf(signal.next));
  return gate ?? raiseTo(input, { unit: ledger.unit, owned: ledger.owned, closesFirst: ZERO });
}

interface Raise {
  readonly unit: Decimal;
  /** Base asset, signed: owned by fills once what must close first is closed. */
  readonly owned: Decimal;
  readonly closesFirst: Decimal;
}

function raiseTo(input: PlanInput, { unit, owned, closesFirst }: Raise): EntryResult {
  const { signal, account } = input;
  const { instrument } = account;
  if (instrument === null) throw new RangeError('An entry was planned without an instrument.');
  const direction = directionOf(signal.next);
  const target = roundQuantityDown(targetOf(unit, signal.next), instrument);
  const have = !owned.isZero() && directionOf(owned) === direction ? owned.abs() : ZERO;
  const { entering, taken } = input.ledger;
  const missing = target
    .minus(have)
    .minus(entering)
    .minus(have.isZero() ? ZERO : taken);
  const quantity = roundQuantityDown(Decimal.max(missing, ZERO), instrument);
  if (quantity.isZero() && have.plus(entering).gt(0)) {
    return { ok: true, leg: null, unit, notes: [sentence('owns-target', { owned: have })] };
  }
  const refusal = checkEntrySize(input, instrument, { quantity, price: priceOf(input), closesFirst });
  if (refusal !== null) return refusal;
  const leg: PlannedLeg = {
    kind: 'increase',
    side: increasingSide(direction),
    positionSide: positionSideOf(direction, account.positionMode),
    quantity,
    goal: { type: 'owned-at-least', owned: signed(target, direction), unit },
    fullClose: false,
  };
  const notes = account.markPrice === null && signal.price !== null ? [UNMARKED] : [];
  return { ok: true, leg, unit, notes };
}

const UNMARKED = sentence('no-mark-price');

function priceOf({ account, signal }: PlanInput): Decimal | null {
  return account.markPrice ?? signal.price;
}
