import { type Decimal, formatDecimal, ZERO } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import type { Run } from '../run.ts';
import { fillPrice } from './asked-price.ts';
import { entryPolicyOf, ordersOf } from './send-entry.ts';

/**
 * Quote asset: what an entry of so much (base asset) fills at, on average where it rests as several orders.
 *
 * @param market Quote asset; `null`: no price is known.
 */
export function expectedPrice(
  run: Run,
  entry: IntentRow,
  quantity: Decimal | null,
  market: Decimal | null,
): Decimal | null {
  const policy = entryPolicyOf(run, entry);
  if (policy.type === 'market' || quantity === null) return market;
  const entered = entry.side === 'buy' ? 'long' : 'short';
  let [value, whole] = [ZERO, ZERO];
  for (const order of ordersOf(run, entry, { quantity: formatDecimal(quantity) }, policy)) {
    value = value.plus(order.quantity.times(fillPrice(order.price, market, entered) ?? order.price));
    whole = whole.plus(order.quantity);
  }
  return whole.isZero() ? market : value.div(whole);
}
