import { Decimal, type Instrument, isReducing, roundQuantityDown } from '@perpdesk/broker-core';
import { remainingOf } from './book.ts';
import { reducibleQuantity } from './reducible-quantity.ts';
import type { EngineState, OpenOrder } from './state.ts';
import { isMarketable } from './taker-price.ts';

/** Base asset, ≥ 0: what of the order can fill now. */
export function fillableQuantity(state: EngineState, { order }: OpenOrder, instrument: Instrument): Decimal {
  const reducible = reducibleQuantity(state, order);
  const remaining = remainingOf(order) ?? reducible;
  const allowed = isReducing(order, state.positionMode) ? Decimal.min(remaining, reducible) : remaining;
  const { liquidity } = state.rules;
  return liquidity === null ? allowed : Decimal.min(allowed, roundQuantityDown(liquidity, instrument));
}

/** Whether all that remains of the order fills at the last price, at once. */
export function fillsWhole(state: EngineState, open: OpenOrder, instrument: Instrument, last: Decimal): boolean {
  const { side, price } = open.order;
  if (price !== null && !isMarketable(side, price, last)) return false;
  const remaining = remainingOf(open.order);
  return remaining === null || remaining.lte(fillableQuantity(state, open, instrument));
}
