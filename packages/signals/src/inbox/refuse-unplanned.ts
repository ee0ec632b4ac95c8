import { formatDecimal } from '@perpdesk/broker-core';
import type { Refusal } from '../signal.ts';
import type { Wish, WishSignal, WishSize } from '../wish.ts';

/** Wishes are read and checked, and have no plan yet: nothing is traded for them, and that is said. */
export function refuseUnplanned({ mode, symbol, wishes }: WishSignal): Refusal {
  const asked = wishes.map(describeWish).join(', ');
  return {
    ok: false,
    code: 'not-built',
    detail: `Mode ${mode} is read and not traded yet; it asks: ${asked} on ${symbol}.`,
  };
}

function describeWish(wish: Wish): string {
  switch (wish.type) {
    case 'hold':
      return `be ${wish.direction}${describeSize(wish.size)}`;
    case 'add':
      return `add${describeSize(wish.size)}`;
    case 'reduce':
      return `reduce by${describeSize(wish.size)}`;
    case 'close':
      return wish.direction === null ? 'close' : `close ${wish.direction}`;
    case 'stay':
      return 'stay flat';
    case 'cancel':
      return 'cancel orders';
    case 'order':
      return `${wish.orderType} ${wish.side}${describeSize(wish.size)}`;
    default:
      return wish satisfies never;
  }
}

function describeSize(size: WishSize | null): string {
  if (size === null) return '';
  switch (size.unit) {
    case 'strategy':
    case 'base':
      return ` ${formatDecimal(size.quantity)}`;
    case 'notional':
      return ` ${formatDecimal(size.notional)} of notional`;
    case 'margin':
      return ` ${formatDecimal(size.margin)} of margin`;
    case 'risk':
      return ` ${formatDecimal(size.amount)} of risk`;
    case 'equity-percent-notional':
    case 'free-percent-margin':
    case 'position-percent':
      return ` ${formatDecimal(size.percent)} %`;
    default:
      return size satisfies never;
  }
}
