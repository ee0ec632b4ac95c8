import { type Decimal, formatDecimal } from '@perpdesk/broker-core';
import type { ToldWish } from '../wishes/wish-notice.ts';
import type { Wish, WishPrice, WishSize } from '../wish.ts';

const NOTHING = { direction: null, order: null, size: null, at: null, tag: null } as const;

/** A wish as notices carry it. */
export function toTold(wish: Wish): ToldWish {
  const { type } = wish;
  switch (wish.type) {
    case 'hold':
    case 'add':
    case 'reduce':
      return { ...NOTHING, type, direction: wish.direction, size: wish.size === null ? null : toSize(wish.size) };
    case 'close':
      return { ...NOTHING, type, direction: wish.direction };
    case 'stay':
      return { ...NOTHING, type };
    case 'cancel':
      return { ...NOTHING, type, tag: wish.tag };
    case 'order': {
      const { side, orderType, reduceOnly, size, price, tag } = wish;
      const order = { side, type: orderType, reduceOnly };
      return { ...NOTHING, type, order, size: toSize(size), at: price === null ? null : toPlace(price), tag };
    }
    default:
      return wish satisfies never;
  }
}

function toSize(size: WishSize): NonNullable<ToldWish['size']> {
  const of = (amount: Decimal) => ({ unit: size.unit, amount: formatDecimal(amount) });
  switch (size.unit) {
    case 'strategy':
    case 'base':
      return of(size.quantity);
    case 'notional':
      return of(size.notional);
    case 'margin':
      return of(size.margin);
    case 'risk':
      return of(size.amount);
    case 'equity-percent-notional':
    case 'free-percent-margin':
    case 'position-percent':
      return of(size.percent);
    default:
      return size satisfies never;
  }
}

function toPlace(at: WishPrice): NonNullable<ToldWish['at']> {
  const amount = at.basis === 'price' ? at.price : at.basis === 'percent' ? at.percent : at.distance;
  return { basis: at.basis, amount: formatDecimal(amount) };
}
