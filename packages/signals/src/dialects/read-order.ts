import type { FieldReading } from '../parse/field-reading.ts';
import { quote, refuse } from '../parse/refuse.ts';
import type { Wish, WishOrderType, WishPrice, WishSize } from '../wish.ts';
import { sentence } from '../sentences/sentence.ts';

const ORDER_TYPES: Readonly<Record<string, WishOrderType>> = {
  market: 'market',
  limit: 'limit',
  stop: 'stop-market',
  stopmarket: 'stop-market',
  stoplimit: 'stop-limit',
};

export interface OrderParts {
  readonly side: 'buy' | 'sell' | null;
  readonly size: WishSize | null;
  /** As written; `null`: market. */
  readonly orderType: string | null;
  readonly price: WishPrice | null;
  readonly triggerPrice: WishPrice | null;
  readonly reduceOnly: boolean;
  readonly tag: string | null;
}

/** One order as it is told; what its type needs must be there. */
export function orderOf(parts: OrderParts, fields: FieldReading): Extract<Wish, { readonly type: 'order' }> | null {
  const { side, size, triggerPrice, tag } = parts;
  const word = (parts.orderType ?? 'market').toLowerCase().replaceAll(/[^a-z]/g, '');
  const orderType = Object.hasOwn(ORDER_TYPES, word) ? ORDER_TYPES[word] : undefined;
  if (side === null) return fields.fail(refuse('missing-side', sentence('order-without-side')));
  if (size === null) return fields.fail(refuse('missing-size', sentence('order-without-quantity')));
  if (orderType === undefined) {
    const shown = quote(parts.orderType ?? '');
    return fields.fail(refuse('unsupported-order-type', sentence('order-type-unknown', { shown })));
  }
  const price = orderType === 'market' || orderType === 'stop-market' ? null : parts.price;
  const isStop = orderType === 'stop-market' || orderType === 'stop-limit';
  if (price === null && (orderType === 'limit' || orderType === 'stop-limit')) {
    return fields.fail(refuse('missing-field', sentence('limit-without-price')));
  }
  if (isStop && triggerPrice === null) return fields.fail(refuse('missing-field', sentence('stop-without-price')));
  // a stop protects what is there: it never opens anything
  const reduceOnly = parts.reduceOnly || isStop;
  return { type: 'order', side, size, orderType, price, triggerPrice: isStop ? triggerPrice : null, reduceOnly, tag };
}
