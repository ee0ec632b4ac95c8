import type { Refusal } from '../signal.ts';
import type { Wish, WishSignal } from '../wish.ts';
import { sentence } from '../sentences/sentence.ts';

/** What a wish asks for that is read and not carried out; `null`: nothing, it is planned. */
export function refuseUnplanned({ wishes }: WishSignal): Refusal | null {
  const detail = wishes.map(unplannedOrder).find((found) => found !== null);
  return detail === undefined ? null : { ok: false, code: 'unsupported-order-type', detail };
}

function unplannedOrder(wish: Wish): string | null {
  if (wish.type !== 'order') return null;
  if (wish.orderType !== 'market' && wish.orderType !== 'limit') {
    return sentence('order-type-not-built', { type: wish.orderType });
  }
  return wish.orderType === 'limit' && wish.reduceOnly ? sentence('limit-reduces') : null;
}
