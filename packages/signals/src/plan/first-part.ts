import { type Decimal, type Instrument, roundQuantityDown } from '@perpdesk/broker-core';

/**
 * Base asset: what goes first of a quantity on the step, at most what the exchange takes as one market order; what it leaves
 * is nothing, or as much as an order needs. All of it where the instrument takes none.
 */
export function firstPart(
  quantity: Decimal,
  instrument: Pick<Instrument, 'maxMarketQuantity' | 'minQuantity' | 'stepSize'>,
): Decimal {
  const largest = roundQuantityDown(instrument.maxMarketQuantity, instrument);
  if (!largest.gt(0) || quantity.lte(largest)) return quantity;
  if (quantity.minus(largest).gte(instrument.minQuantity)) return largest;
  const less = roundQuantityDown(quantity.minus(instrument.minQuantity), instrument);
  return less.gte(instrument.minQuantity) ? less : largest;
}
