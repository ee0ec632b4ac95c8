import { type Decimal, type Instrument, type PositionSide, ZERO } from '@perpdesk/broker-core';
import { positionOf, settingsOf } from './lookup.ts';
import { changePosition, type PositionChange } from './position-arithmetic.ts';
import { roundMoneyUp } from './rounding.ts';
import type { EngineState, HeldPosition } from './state.ts';

export type Move = {
  readonly instrument: Instrument;
  readonly positionSide: PositionSide;
  /** Base asset, signed, not zero. */
  readonly delta: Decimal;
  /** Quote asset. */
  readonly price: Decimal;
};

export type Moved = {
  readonly positions: readonly HeldPosition[];
  /** Settle asset, signed, before fees. */
  readonly realizedPnl: Decimal;
};

/** The positions after a fill, with isolated margin set aside or given back. */
export function movePosition(state: EngineState, { instrument, positionSide, delta, price }: Move, at: number): Moved {
  const { symbol } = instrument;
  const held = positionOf(state, symbol, positionSide);
  const change = changePosition(held, delta, price);
  const others = state.positions.filter((other) => other !== held);
  if (change.quantity.isZero()) return { positions: others, realizedPnl: change.realizedPnl };
  const { leverage, marginType: setMarginType } = settingsOf(state, instrument);
  const marginType = held?.marginType ?? setMarginType;
  const position: HeldPosition = {
    symbol,
    positionSide,
    quantity: change.quantity,
    entryPrice: change.entryPrice,
    marginType,
    isolatedMargin: marginType === 'isolated' ? isolatedMarginAfter(held, change, price.div(leverage)) : ZERO,
    updatedAt: at,
  };
  return {
    positions: held ? state.positions.map((other) => (other === held ? position : other)) : [...others, position],
    realizedPnl: change.realizedPnl,
  };
}

function isolatedMarginAfter(
  held: HeldPosition | null,
  { closed, opened }: PositionChange,
  marginPerUnit: Decimal,
): Decimal {
  const before = held?.quantity.abs() ?? ZERO;
  const kept = before.isZero()
    ? ZERO
    : before
        .minus(closed)
        .div(before)
        .times(held?.isolatedMargin ?? ZERO);
  return roundMoneyUp(kept.plus(opened.times(marginPerUnit)));
}
