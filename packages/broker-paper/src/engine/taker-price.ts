import { Decimal, type Instrument, type Order, roundPriceTo } from '@perpdesk/broker-core';
import type { EngineState } from './state.ts';

/** What a taker pays or gets, quote asset on the tick: the last price, worse by the slippage, no worse than a limit. */
export function takerPrice(
  state: EngineState,
  instrument: Instrument,
  { side, price: limit }: Pick<Order, 'side' | 'price'>,
  last: Decimal,
): Decimal {
  const slip = last.times(state.rules.slippage);
  const price =
    side === 'buy'
      ? roundPriceTo(last.plus(slip), instrument, 'up')
      : Decimal.max(roundPriceTo(last.minus(slip), instrument, 'down'), instrument.minPrice);
  if (limit === null) return price;
  return side === 'buy' ? Decimal.min(price, limit) : Decimal.max(price, limit);
}

/** Whether a limit price meets the last one. */
export function isMarketable(side: Order['side'], limit: Decimal, last: Decimal): boolean {
  return side === 'buy' ? last.lte(limit) : last.gte(limit);
}

/** Quote asset: at what an order that comes to the book now is counted, as a taker or resting at its own price. */
export function arrivalPrice(
  state: EngineState,
  instrument: Instrument,
  order: Pick<Order, 'side' | 'price'>,
  last: Decimal,
): Decimal {
  const { side, price } = order;
  return price === null || isMarketable(side, price, last) ? takerPrice(state, instrument, order, last) : price;
}
