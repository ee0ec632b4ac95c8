import { Decimal, decimal, type Instrument, roundPriceTo } from '@perpdesk/broker-core';

export interface StopPriceInput {
  /** Quote asset, > 0. */
  readonly averageEntryPrice: Decimal;
  /** Of the entry price, > 0. */
  readonly percent: Decimal;
  readonly direction: 'long' | 'short';
  readonly instrument: Pick<Instrument, 'tickSize' | 'minPrice' | 'maxPrice'>;
}

/** Where the stop triggers: quote asset, on the tick, rounded towards the entry, within the instrument's prices. */
export function stopTriggerPrice({ averageEntryPrice, percent, direction, instrument }: StopPriceInput): Decimal {
  const distance = averageEntryPrice.times(percent).div(decimal('100'));
  if (direction === 'long') {
    const price = roundPriceTo(averageEntryPrice.minus(distance), instrument, 'up');
    return Decimal.max(price, roundPriceTo(instrument.minPrice, instrument, 'up'));
  }
  const price = roundPriceTo(averageEntryPrice.plus(distance), instrument, 'down');
  return Decimal.min(price, roundPriceTo(instrument.maxPrice, instrument, 'down'));
}
