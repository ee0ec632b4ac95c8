import { type Decimal, type Instrument, type OrderRef, type PositionSide, ZERO } from '@perpdesk/broker-core';
import type { EngineState, HeldPosition, OpenOrder, SymbolSettings } from './state.ts';

/** Wallet balance, signed; zero for an asset that the account never had. */
export function balanceOf(state: EngineState, asset: string): Decimal {
  return (Object.hasOwn(state.balances, asset) ? state.balances[asset] : undefined) ?? ZERO;
}

/** Quote asset; `null` before the first price. */
export function priceOf(state: EngineState, symbol: string): Decimal | null {
  return (Object.hasOwn(state.prices, symbol) ? state.prices[symbol] : undefined) ?? null;
}

export function settingsOf(state: EngineState, instrument: Instrument): SymbolSettings {
  const { defaults } = state.rules;
  return (
    (Object.hasOwn(state.settings, instrument.symbol) ? state.settings[instrument.symbol] : undefined) ?? {
      leverage: Math.min(defaults.leverage, instrument.maxLeverage),
      marginType: defaults.marginType,
    }
  );
}

export function positionOf(state: EngineState, symbol: string, positionSide: PositionSide): HeldPosition | null {
  return state.positions.find((held) => held.symbol === symbol && held.positionSide === positionSide) ?? null;
}

export function openOrderOf(state: EngineState, ref: OrderRef): OpenOrder | null {
  return (
    state.orders.find(
      ({ order }) =>
        order.symbol === ref.symbol &&
        (ref.clientOrderId === undefined
          ? order.venueOrderId === ref.venueOrderId
          : order.clientOrderId === ref.clientOrderId),
    ) ?? null
  );
}
