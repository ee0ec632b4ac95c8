import { Decimal, type PositionSide, type Side, ZERO } from '@perpdesk/broker-core';
import { isWaiting } from './conditional.ts';
import { markOf, positionOf } from './lookup.ts';
import { isReducing } from './reducing.ts';
import type { EngineState, OpenOrder } from './state.ts';

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
  const claims = [...state.orders.flatMap((open) => claimOf(state, open, symbol)), ...extra];
  if (state.positionMode === 'one-way') {
    const held = (positionOf(state, symbol, 'net')?.quantity ?? ZERO).times(mark);
    return Decimal.max(held.plus(sum(claims, 'buy')), sum(claims, 'sell').minus(held));
  }
  const long = (positionOf(state, symbol, 'long')?.quantity ?? ZERO).times(mark);
  const short = (positionOf(state, symbol, 'short')?.quantity ?? ZERO).times(mark).abs();
  return long.plus(short).plus(sum(claims, 'buy')).plus(sum(claims, 'sell'));
}

/** Quote asset, ≥ 0: the notional of a symbol's positions at the mark price. */
export function heldNotional(state: EngineState, symbol: string): Decimal {
  const mark = markOf(state, symbol) ?? ZERO;
  return state.positions
    .filter((held) => held.symbol === symbol)
    .reduce((total, { quantity }) => total.plus(quantity.abs().times(mark)), ZERO);
}

function claimOf(state: EngineState, open: OpenOrder, symbol: string): readonly Claim[] {
  const { order } = open;
  if (order.symbol !== symbol || order.quantity === null || isReducing(order, state.positionMode)) return [];
  if (isWaiting(open)) return [];
  const price = order.price ?? markOf(state, symbol) ?? ZERO;
  const { side, positionSide } = order;
  return [{ side, positionSide, price, quantity: order.quantity.minus(order.filledQuantity) }];
}

function sum(claims: readonly Claim[], side: Side): Decimal {
  return claims
    .filter((claim) => claim.side === side)
    .reduce((total, { quantity, price }) => total.plus(quantity.times(price)), ZERO);
}
