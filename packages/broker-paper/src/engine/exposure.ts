import { Decimal, type PositionSide, type Side, ZERO } from '@perpdesk/broker-core';
import { type Claims, claimsOf } from './claims.ts';
import { markOf, positionOf } from './lookup.ts';
import type { EngineState } from './state.ts';

/** What an order may add to a position, base asset > 0 at a price in quote asset. */
export type Claim = {
  readonly side: Side;
  readonly positionSide: PositionSide;
  readonly quantity: Decimal;
  readonly price: Decimal;
};

/**
 * Quote asset, ≥ 0: the largest notional that a symbol's position may reach if its resting orders fill.
 *
 * One-way: the larger of what all buys and what all sells would make. Hedge: both sides together with their orders, since
 * each side's margin is its own.
 */
export function exposureOf(state: EngineState, symbol: string, extra: readonly Claim[] = []): Decimal {
  const mark = markOf(state, symbol) ?? ZERO;
  const claims = claimsOf(state).get(symbol);
  const [buys, sells] = [claimed(claims, 'buy', mark, extra), claimed(claims, 'sell', mark, extra)];
  if (state.positionMode === 'one-way') {
    const held = (positionOf(state, symbol, 'net')?.quantity ?? ZERO).times(mark);
    return Decimal.max(held.plus(buys), sells.minus(held));
  }
  const long = (positionOf(state, symbol, 'long')?.quantity ?? ZERO).times(mark);
  const short = (positionOf(state, symbol, 'short')?.quantity ?? ZERO).times(mark).abs();
  return long.plus(short).plus(buys).plus(sells);
}

/** Quote asset, ≥ 0: the notional of a symbol's positions at the mark price. */
export function heldNotional(state: EngineState, symbol: string): Decimal {
  const mark = markOf(state, symbol) ?? ZERO;
  return state.positions
    .filter((held) => held.symbol === symbol)
    .reduce((total, { quantity }) => total.plus(quantity.abs().times(mark)), ZERO);
}

/** Quote asset, ≥ 0: the notional that resting orders and `extra` may add on one side of the book. */
function claimed(claims: Claims | undefined, side: Side, mark: Decimal, extra: readonly Claim[]): Decimal {
  const resting = (claims?.unpriced ?? []).reduce((total, { order }) => {
    if (order.side !== side || order.quantity === null) return total;
    return total.plus(order.quantity.minus(order.filledQuantity).times(mark));
  }, claims?.[side] ?? ZERO);
  return extra
    .filter((claim) => claim.side === side)
    .reduce((total, { quantity, price }) => total.plus(quantity.times(price)), resting);
}
