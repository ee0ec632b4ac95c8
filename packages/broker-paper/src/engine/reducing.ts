import { type Decimal, type Order, type PositionMode, ZERO } from '@perpdesk/broker-core';
import { positionOf } from './lookup.ts';
import type { EngineState } from './state.ts';

type Direction = Pick<Order, 'symbol' | 'side' | 'positionSide' | 'reduceOnly' | 'closePosition'>;

/** Whether the order may only shrink a position: by its own word, or by its side in hedge mode. */
export function isReducing(order: Direction, positionMode: PositionMode): boolean {
  if (order.reduceOnly || order.closePosition) return true;
  return positionMode === 'hedge' && order.positionSide === (order.side === 'buy' ? 'short' : 'long');
}

/** Base asset, ≥ 0: how much of the position an order of this direction could close now. */
export function reducibleQuantity(state: EngineState, { symbol, side, positionSide }: Direction): Decimal {
  const held = positionOf(state, symbol, positionSide);
  if (held === null) return ZERO;
  return held.quantity.isPositive() === (side === 'sell') ? held.quantity.abs() : ZERO;
}
