import { Decimal, ZERO } from '@perpdesk/broker-core';
import { roundEntryPrice, roundMoneyDown } from './rounding.ts';

type Holding = { readonly quantity: Decimal; readonly entryPrice: Decimal };

export type PositionChange = {
  /** Base asset, signed; zero is flat. */
  readonly quantity: Decimal;
  /** Quote asset; of no meaning when flat. */
  readonly entryPrice: Decimal;
  /** Settle asset, signed, before fees. */
  readonly realizedPnl: Decimal;
  /** Base asset, ≥ 0: how much of the fill closed what was held. */
  readonly closed: Decimal;
  /** Base asset, ≥ 0: how much of it opened or added. */
  readonly opened: Decimal;
};

/** What a fill of `delta` (base asset, signed, not zero) at `price` (quote asset) makes of a holding. */
export function changePosition(held: Holding | null, delta: Decimal, price: Decimal): PositionChange {
  const before = held?.quantity ?? ZERO;
  const quantity = before.plus(delta);
  if (held === null || before.isZero() || before.isPositive() === delta.isPositive()) {
    const notional = before.times(held?.entryPrice ?? ZERO).plus(delta.times(price));
    const entryPrice = roundEntryPrice(notional.div(quantity), quantity.isPositive());
    return { quantity, entryPrice, realizedPnl: ZERO, closed: ZERO, opened: delta.abs() };
  }
  const closed = Decimal.min(before.abs(), delta.abs());
  const direction = before.isPositive() ? closed : closed.neg();
  const realizedPnl = roundMoneyDown(direction.times(price.minus(held.entryPrice)));
  const opened = delta.abs().minus(closed);
  return { quantity, entryPrice: opened.isZero() ? held.entryPrice : price, realizedPnl, closed, opened };
}
