import { Decimal, type Instrument, roundQuantityDown } from '@perpdesk/broker-core';

/**
 * Base asset: what goes first of a quantity on the step, at most what the exchange takes as one market order; what it leaves
 * is nothing, or as much as an order needs. All of it where the instrument takes none.
 *
 * @param price Quote asset: by which the smallest notional counts; `null`: it is not looked at. Where no two parts have it, it does not count: what only reduces is taken without.
 */
export function firstPart(
  quantity: Decimal,
  instrument: Pick<Instrument, 'maxMarketQuantity' | 'minQuantity' | 'minNotional' | 'stepSize'>,
  price: Decimal | null,
): Decimal {
  const largest = roundQuantityDown(instrument.maxMarketQuantity, instrument);
  if (!largest.gt(0) || quantity.lte(largest)) return quantity;
  const { minQuantity, minNotional } = instrument;
  const least = price === null || !price.gt(0) ? minQuantity : Decimal.max(minQuantity, minNotional.div(price));
  if (quantity.minus(largest).gte(least)) return largest;
  const less = roundQuantityDown(quantity.minus(least), instrument);
  if (less.gte(least)) return less;
  return least.gt(minQuantity) ? firstPart(quantity, instrument, null) : largest;
}
