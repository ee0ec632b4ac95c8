import {
  type Decimal,
  type Instrument,
  type OrderRef,
  type PositionSide,
  type VenueOrderId,
  ZERO,
} from '@perpdesk/broker-core';
import type { EngineState, HeldPosition, OpenOrder, SymbolSettings } from './state.ts';

/** Wallet balance, signed; zero for an asset that the account never had. */
export function balanceOf(state: EngineState, asset: string): Decimal {
  return (Object.hasOwn(state.balances, asset) ? state.balances[asset] : undefined) ?? ZERO;
}

/** Quote asset: the last price; `null` before the first one. */
export function priceOf(state: EngineState, symbol: string): Decimal | null {
  return (Object.hasOwn(state.prices, symbol) ? state.prices[symbol] : undefined) ?? null;
}

/** Quote asset: the mark price, which is the last price where no other was given; `null` before the first one. */
export function markOf(state: EngineState, symbol: string): Decimal | null {
  return (Object.hasOwn(state.marks, symbol) ? state.marks[symbol] : undefined) ?? priceOf(state, symbol);
}

/** Leverage and margin type of the next position: what was set, else the defaults, at most what the instrument allows. */
export function settingsOf(state: EngineState, instrument: Instrument): SymbolSettings {
  const { defaults } = state.rules;
  return (
    (Object.hasOwn(state.settings, instrument.symbol) ? state.settings[instrument.symbol] : undefined) ?? {
      leverage: Math.min(defaults.leverage, instrument.maxLeverage),
      marginType: defaults.marginType,
    }
  );
}

/** `null` when flat. */
export function positionOf(state: EngineState, symbol: string, positionSide: PositionSide): HeldPosition | null {
  return state.positions.find((held) => held.symbol === symbol && held.positionSide === positionSide) ?? null;
}

/** The open order that executes under the id: a plain one, or a conditional one that has triggered. */
export function executingOrderOf(state: EngineState, symbol: string, executionOrderId: VenueOrderId): OpenOrder | null {
  return (
    state.orders.find(({ order }) => order.symbol === symbol && order.executionOrderId === executionOrderId) ?? null
  );
}

/** By the one id or the other; `null` where no open order has it. */
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
