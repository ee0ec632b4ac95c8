import type { Refusal } from '../signal.ts';
import type { Wish, WishSignal } from '../wish.ts';

/** What a wish asks for that is read and not carried out; `null`: nothing, it is planned. */
export function refuseUnplanned({ wishes }: WishSignal): Refusal | null {
  const detail = wishes.map(unplannedOrder).find((found) => found !== null);
  return detail === undefined ? null : { ok: false, code: 'unsupported-order-type', detail };
}

function unplannedOrder(wish: Wish): string | null {
  if (wish.type !== 'order') return null;
  if (wish.orderType !== 'market' && wish.orderType !== 'limit') {
    return `The order type is ${wish.orderType}; market and limit orders are carried out. Set protect on the route for stops.`;
  }
  return wish.orderType === 'limit' && wish.reduceOnly
    ? 'A limit order that only reduces is not carried out; send it as a market order, or set protect on the route.'
    : null;
}
