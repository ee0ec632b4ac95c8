import type { OrderRequest, PositionMode } from '@perpdesk/broker-core';

/** What says of an order whether it can only shrink a position. */
export type Direction = Pick<OrderRequest, 'side' | 'positionSide' | 'reduceOnly' | 'closePosition'>;

/** In hedge mode the two sides say it; where they do, the exchange itself keeps the order from turning the position. */
export function isReducing(
  { side, positionSide, reduceOnly, closePosition }: Direction,
  positionMode: PositionMode,
): boolean {
  if (reduceOnly === true || closePosition === true) return true;
  return positionMode === 'hedge' && positionSide === (side === 'buy' ? 'short' : 'long');
}
