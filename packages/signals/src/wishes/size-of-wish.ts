import { type Decimal, decimal } from '@perpdesk/broker-core';
import { sizeOpen, type SizeOpenResult } from '../plan/size-open.ts';
import type { SizePolicy } from '../route.ts';
import { askedOf, stopOf, stopPercentOf } from '../plan/stop-of.ts';
import type { WishSize } from '../wish.ts';
import { type WishInput, refuseWish } from './wish-plan-types.ts';
import { sentence } from '../sentences/sentence.ts';

const HUNDRED = decimal('100');

/**
 * What a size is worth in base asset, ≥ 0, before rounding; the account's factor is in it. Percentages of the position are
 * of what was owned before the wish's exit took from it.
 *
 * @param size `null`: the route's own.
 */
export function sizeOfWish(size: WishSize | null, input: WishInput): SizeOpenResult {
  const { route, ledger, factor } = input;
  if (size === null) {
    return route.size.type === 'signal'
      ? refuseWish('missing-size', sentence('alert-no-size'))
      : byPolicy(route.size, input);
  }
  switch (size.unit) {
    case 'strategy':
      return ledger.unit !== null && !ledger.owned.isZero()
        ? { ok: true, quantity: ledger.unit.times(size.quantity) }
        : byPolicy(route.size, input, size.quantity);
    case 'base':
      return { ok: true, quantity: size.quantity.times(factor) };
    case 'notional':
      return byPolicy({ type: 'notional', notional: size.notional }, input);
    case 'margin':
      return byPolicy({ type: 'margin', margin: size.margin }, input);
    case 'equity-percent-notional':
      return byPolicy({ type: 'equity-percent-notional', percent: size.percent }, input);
    case 'free-percent-margin': {
      const { freeBalance } = input;
      if (freeBalance === null) return refuseWish('broker-not-ready', sentence('balance-unknown'));
      return byPolicy({ type: 'margin', margin: freeBalance.times(size.percent).div(HUNDRED) }, input);
    }
    case 'risk': {
      const percent = stopPercent(input);
      if (percent === null || !percent.gt(0)) {
        return refuseWish('missing-size', sentence('risk-no-stop'));
      }
      return byPolicy({ type: 'notional', notional: size.amount.times(HUNDRED).div(percent) }, input);
    }
    case 'position-percent': {
      const position = ledger.owned.abs().plus(input.taken);
      return position.isZero()
        ? refuseWish('nothing-owned', sentence('part-of-nothing'))
        : { ok: true, quantity: position.times(size.percent).div(HUNDRED) };
    }
    default:
      return size satisfies never;
  }
}

function byPolicy(policy: SizePolicy, input: WishInput, contracts: Decimal = decimal('1')): SizeOpenResult {
  const { account, factor, entryPrice: price } = input;
  const { equity, leverage } = account;
  return sizeOpen(policy, { factor, contracts, price, equity, leverage, stopPercent: stopPercent(input) });
}

/** Of the entry price: of the stop that the position gets. */
function stopPercent({ protect, route, entryPrice }: WishInput): Decimal | null {
  return stopPercentOf(stopOf(route, askedOf(route, protect)), entryPrice);
}
