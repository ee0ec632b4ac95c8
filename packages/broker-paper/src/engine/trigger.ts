import type { Decimal, Order } from '@perpdesk/broker-core';

/** Whether the price has reached the order's trigger. Last and mark price are one here. */
export function isTriggerReached(
  { type, side, triggerPrice }: Pick<Order, 'type' | 'side' | 'triggerPrice'>,
  price: Decimal,
): boolean {
  if (triggerPrice === null) return false;
  const risesTo = (type === 'stop-market') === (side === 'buy');
  return risesTo ? price.gte(triggerPrice) : price.lte(triggerPrice);
}
