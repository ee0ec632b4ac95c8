/** Which way an order goes. */
export const SIDES = ['buy', 'sell'] as const;
export type Side = (typeof SIDES)[number];

/** `net` in one-way mode, `long` and `short` in hedge mode. Never inferred from the order's side. */
export const POSITION_SIDES = ['net', 'long', 'short'] as const;
export type PositionSide = (typeof POSITION_SIDES)[number];

/** `sell` for `buy`, and the other way round. */
export function oppositeSide(side: Side): Side {
  return side === 'buy' ? 'sell' : 'buy';
}
