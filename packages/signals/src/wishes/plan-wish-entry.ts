import { Decimal, roundQuantityDown, ZERO } from '@perpdesk/broker-core';
import { checkEntryGates } from '../plan/entry-gates.ts';
import { checkEntrySize } from '../plan/entry-limits.ts';
import { type Direction, directionOf, increasingSide, opposite, positionSideOf } from '../plan/sides.ts';
import { askedOf, checkEntryStop, stopOf } from '../plan/stop-of.ts';
import type { WishSize } from '../wish.ts';
import { countsOwnSize } from './counts-own-size.ts';
import { sizeOfWish } from './size-of-wish.ts';
import { wantedSide } from './wish-legs.ts';
import { NOTHING_LEFT, refuseWish, type WishInput, type WishPlan } from './wish-plan-types.ts';
import { sentence } from '../sentences/sentence.ts';

/** The entry of a wish, once its exit is done: from what is owned by fills, through every gate, rounded down. Pure. */
export function planWishEntry(input: WishInput): WishPlan {
  const { wish, ledger, account } = input;
  const owned = ledger.owned.isZero() ? null : directionOf(ledger.owned);
  const direction = wantedSide(wish) ?? owned;
  if (direction === null || (wish.type === 'add' && owned !== direction)) {
    return refuseWish(
      'nothing-owned',
      direction === null ? sentence('nothing-to-add-to') : sentence('no-side-to-add-to', { direction }),
    );
  }
  // the order only reduces, or its exit was refused and told
  if (wish.type === 'order' && (hasOnlyReduced(input) || (owned === opposite(direction) && input.asked === null))) {
    return NOTHING_LEFT;
  }
  if (owned === opposite(direction) && isReallyHeld(input, owned)) {
    return refuseWish('stream-conflict', sentence('not-closed', { direction: owned }));
  }
  if (wish.type === 'hold' && (owned === direction || ledger.entering.gt(0))) {
    const remark = owned === direction ? sentence('already', { direction }) : sentence('rests-already', { direction });
    return { ...NOTHING_LEFT, remark };
  }
  const gate = checkEntryGates(input, direction);
  if (gate !== null) return gate;
  const { route, protect, entryPrice: price } = input;
  const stop = stopOf(route, askedOf(route, protect));
  const isNeeded = route.stopLoss?.fromAlert === true && owned !== direction;
  const unprotected = checkEntryStop({ stop, isNeeded, direction, price });
  if (unprotected !== null) return unprotected;
  if (price === null && wish.type === 'order' && wish.orderType === 'limit') {
    return refuseWish('no-price', sentence('distance-no-price'));
  }
  const { instrument } = account;
  if (instrument === null) throw new RangeError('An entry was planned without an instrument.');
  const sized = sizeEntry(input, owned === direction);
  if (!sized.ok) return sized;
  const quantity = roundQuantityDown(Decimal.max(sized.quantity, ZERO), instrument);
  const refusal = checkEntrySize(input, instrument, { quantity, price: input.entryPrice, closesFirst: ZERO });
  if (refusal !== null) return refusal;
  const leg = {
    kind: 'increase',
    side: increasingSide(direction),
    positionSide: positionSideOf(direction, account.positionMode),
    quantity,
  } as const;
  return { ok: true, leg, asked: null, unit: sized.unit, remark: null };
}

function hasOnlyReduced({ asked, taken, account: { instrument } }: WishInput): boolean {
  if (asked === null) return false;
  const left = Decimal.max(asked.minus(taken), ZERO);
  return (instrument === null ? left : roundQuantityDown(left, instrument)).isZero();
}

function isReallyHeld({ account }: WishInput, direction: Direction): boolean {
  return !account.position.isZero() && directionOf(account.position) === direction;
}

type EntrySizing =
  | { readonly ok: true; readonly quantity: Decimal; readonly unit: Decimal | null }
  | Extract<WishPlan, { readonly ok: false }>;

/** @param grows Some of the side is owned already: its unit stands. */
function sizeEntry(input: WishInput, grows: boolean): EntrySizing {
  const { wish, asked, taken, ledger } = input;
  if (wish.type !== 'hold' && wish.type !== 'add' && wish.type !== 'order') {
    throw new RangeError(`A ${wish.type} has no entry.`);
  }
  const size = countsOwnSize(wish, input.route) ? wish.size : null;
  if (size?.unit === 'position-percent' && !grows) {
    return refuseWish('ambiguous-unit', sentence('percent-sizes-exits'));
  }
  const after = positionAfter(input, size);
  const unitOf = (quantity: Decimal, contracts: Decimal | null): Decimal | null =>
    grows ? ledger.unit : contracts?.gt(0) === true ? quantity.div(contracts) : null;
  // what an order's exit was measured by measures what is left of it
  if (wish.type === 'order' && asked !== null) {
    return { ok: true, quantity: asked.minus(taken), unit: unitOf(asked, after) };
  }
  // what was not bought in units grows by the same part
  if (wish.type === 'add' && size?.unit === 'strategy' && size.of !== undefined && ledger.unit === null) {
    return { ok: true, quantity: ledger.owned.abs().times(size.quantity).div(size.of), unit: null };
  }
  if (wish.type !== 'hold' || !wish.includesClose || !isCounted(size, input)) {
    const sized = sizeOfWish(size, input);
    return sized.ok ? { ok: true, quantity: sized.quantity, unit: unitOf(sized.quantity, after) } : sized;
  }
  if (wish.leaves === undefined && taken.isZero() && wish.previous === opposite(wish.direction)) {
    return refuseWish('missing-size', sentence('closes-first', { previous: wish.previous }));
  }
  if (size?.unit === 'strategy' && after !== null) {
    const sized = sizeOfWish({ unit: 'strategy', quantity: after }, input);
    return sized.ok ? { ok: true, quantity: sized.quantity, unit: unitOf(sized.quantity, after) } : sized;
  }
  const sized = sizeOfWish(size, input);
  if (!sized.ok) return sized;
  const contracts = size?.unit === 'strategy' ? size.quantity : null;
  return { ok: true, quantity: sized.quantity.minus(taken), unit: unitOf(sized.quantity, contracts) };
}

/**
 * The strategy's position that an entry is for, in its units: what a turn's quantity closes first is none of it. `null`: it
 * is not told in them.
 */
function positionAfter({ wish, asked, taken }: WishInput, size: WishSize | null): Decimal | null {
  const contracts = size?.unit === 'strategy' ? size.quantity : null;
  if (wish.type !== 'hold' || !wish.includesClose) return contracts;
  if (wish.leaves !== undefined) return wish.leaves;
  if (contracts === null || taken.isZero()) return contracts;
  return asked === null ? null : contracts.times(asked.minus(taken)).div(asked);
}

/** Whether the fill's own quantity makes the size: a route's fixed one, money and percentages have no closing part in them. */
function isCounted(size: WishSize | null, { route }: WishInput): boolean {
  return size?.unit === 'base' || (size?.unit === 'strategy' && route.size.type === 'signal');
}
