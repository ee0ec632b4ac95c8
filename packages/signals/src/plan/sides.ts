import type { Decimal, PositionMode, PositionSide, Side } from '@perpdesk/broker-core';

export type Direction = 'long' | 'short';

export function opposite(direction: Direction): Direction {
  return direction === 'long' ? 'short' : 'long';
}

/** The side of a signed quantity that is not zero. */
export function directionOf(quantity: Decimal): Direction {
  return quantity.isNegative() ? 'short' : 'long';
}

export function positionSideOf(direction: Direction, mode: PositionMode): PositionSide {
  return mode === 'hedge' ? direction : 'net';
}

export function increasingSide(direction: Direction): Side {
  return direction === 'long' ? 'buy' : 'sell';
}

export function reducingSide(direction: Direction): Side {
  return direction === 'long' ? 'sell' : 'buy';
}

/** A magnitude with the direction's sign. */
export function signed(magnitude: Decimal, direction: Direction): Decimal {
  return direction === 'short' && !magnitude.isZero() ? magnitude.negated() : magnitude;
}
