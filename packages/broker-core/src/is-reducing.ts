import type { PositionMode } from './position.ts';
import type { PositionSide, Side } from './side.ts';

/** What says of an order, placed or not, whether it may only shrink a position. */
export interface OrderDirection {
  readonly side: Side;
  readonly positionSide: PositionSide;
  readonly reduceOnly?: boolean | undefined;
  readonly closePosition?: boolean | undefined;
}

/** Whether the order may only shrink a position: by its own word, or in hedge mode by its two sides. */
export function isReducing(
  { side, positionSide, reduceOnly, closePosition }: OrderDirection,
  positionMode: PositionMode,
): boolean {
  if (reduceOnly === true || closePosition === true) return true;
  return positionMode === 'hedge' && positionSide === (side === 'buy' ? 'short' : 'long');
}
