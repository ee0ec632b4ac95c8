import { type Decimal, type Fill, type PositionSide, ZERO } from '@perpdesk/broker-core';

/** What the positions of an account have realised since it was opened, before fees. */
export interface RealizedTally {
  add(fill: Fill): void;
  /** Settle asset, signed. */
  of(symbol: string, positionSide: PositionSide): Decimal;
}

export function createRealizedTally(): RealizedTally {
  const sums = new Map<string, Decimal>();
  const keyOf = (symbol: string, positionSide: PositionSide) => `${symbol} ${positionSide}`;
  const of = (symbol: string, positionSide: PositionSide) => sums.get(keyOf(symbol, positionSide)) ?? ZERO;
  return {
    of,
    add({ symbol, positionSide, realizedPnl }) {
      sums.set(keyOf(symbol, positionSide), of(symbol, positionSide).plus(realizedPnl));
    },
  };
}
