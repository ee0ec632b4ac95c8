import type { Decimal, Instrument } from '@perpdesk/broker-core';

/** Whether the exchange takes an order of this size (base asset) at this price (quote asset). */
export function isOrderable(quantity: Decimal, price: Decimal, instrument: Instrument): boolean {
  return quantity.gt(0) && quantity.gte(instrument.minQuantity) && quantity.times(price).gte(instrument.minNotional);
}
