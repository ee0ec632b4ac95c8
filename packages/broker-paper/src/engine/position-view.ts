import type { Position } from '@perpdesk/broker-core';
import { liquidationPriceOf } from './liquidation-price.ts';
import { markOf, settingsOf } from './lookup.ts';
import { roundMoneyUp } from './rounding.ts';
import type { EngineState, HeldPosition } from './state.ts';
import { initialMarginOf, maintenanceMarginOf, notionalOf, unrealizedPnlOf } from './valuation.ts';

/** The position as the contract shows it; `null` when its instrument is not listed (any more). */
export function viewPosition(state: EngineState, held: HeldPosition): Position | null {
  return view(state, held);
}

/** All positions, as the contract tells them. */
export function viewPositions(state: EngineState): readonly Position[] {
  const legs = new Map<string, readonly HeldPosition[]>();
  for (const held of state.positions) {
    if (held.marginType === 'cross') legs.set(held.symbol, [...(legs.get(held.symbol) ?? []), held]);
  }
  return state.positions.flatMap((held) => view(state, held, legs.get(held.symbol)) ?? []);
}

function view(state: EngineState, held: HeldPosition, crossLegs?: readonly HeldPosition[]): Position | null {
  const instrument = state.rules.instruments.get(held.symbol);
  if (instrument === undefined) return null;
  return {
    symbol: held.symbol,
    positionSide: held.positionSide,
    quantity: held.quantity,
    entryPrice: held.entryPrice,
    markPrice: markOf(state, held.symbol) ?? held.entryPrice,
    liquidationPrice: liquidationPriceOf(state, held, instrument, crossLegs),
    notional: notionalOf(state, held),
    unrealizedPnl: unrealizedPnlOf(state, held),
    leverage: settingsOf(state, instrument).leverage,
    marginType: held.marginType,
    initialMargin: roundMoneyUp(initialMarginOf(state, held, instrument)),
    maintenanceMargin: roundMoneyUp(maintenanceMarginOf(state, held)),
    adlQuantile: null,
    updatedAt: held.updatedAt,
  };
}
