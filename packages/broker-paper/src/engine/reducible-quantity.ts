import { type Decimal, type Order, ZERO } from '@perpdesk/broker-core';
import { positionOf } from './lookup.ts';
import type { EngineState } from './state.ts';

type Direction = Pick<Order, 'symbol' | 'side' | 'positionSide'>;

/** Base asset, ≥ 0: how much of the position an order of this direction could close now. */
export function reducibleQuantity(state: EngineState, { symbol, side, positionSide }: Direction): Decimal {
  const held = positionOf(state, symbol, positionSide);
  if (held === null) return ZERO;
  return held.quantity.isPositive() === (side === 'sell') ? held.quantity.abs() : ZERO;
}
