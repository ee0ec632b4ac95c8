import { type Decimal, type Instrument, type LeverageBracket, ZERO } from '@perpdesk/broker-core';
import { claimsOf } from './claims.ts';
import { exposureOf, heldNotional } from './exposure.ts';
import { balanceOf, markOf, settingsOf } from './lookup.ts';
import type { EngineState, HeldPosition } from './state.ts';
import { type Valuation, valuePosition } from './valuation.ts';

const NO_BRACKETS: readonly LeverageBracket[] = [];

function valuationOf(state: EngineState, held: HeldPosition): Valuation {
  const mark = markOf(state, held.symbol) ?? held.entryPrice;
  return valuePosition(held, mark, state.rules.brackets.get(held.symbol) ?? NO_BRACKETS);
}

/** Settle asset, signed. */
export function unrealizedPnlOf(state: EngineState, held: HeldPosition): Decimal {
  return valuationOf(state, held).unrealizedPnl;
}

/** Quote asset, ≥ 0, at the mark price. */
export function notionalOf(state: EngineState, held: HeldPosition): Decimal {
  return valuationOf(state, held).notional;
}

/** Settle asset, ≥ 0. */
export function maintenanceMarginOf(state: EngineState, held: HeldPosition): Decimal {
  return valuationOf(state, held).maintenanceMargin;
}

/** Settle asset, ≥ 0. */
export function initialMarginOf(state: EngineState, held: HeldPosition, instrument: Instrument): Decimal {
  return notionalOf(state, held).div(settingsOf(state, instrument).leverage);
}

/** Settle asset, ≥ 0: what the resting orders of a symbol hold back beside its positions. */
export function orderMarginOf(state: EngineState, instrument: Instrument): Decimal {
  const { symbol } = instrument;
  return exposureOf(state, symbol).minus(heldNotional(state, symbol)).div(settingsOf(state, instrument).leverage);
}

/** Positions that settle in the asset. */
export function positionsIn(state: EngineState, asset: string): readonly HeldPosition[] {
  return state.positions.filter(({ symbol }) => state.rules.instruments.get(symbol)?.settleAsset === asset);
}

/** Settle asset, signed: the wallet without what isolated positions set aside. */
export function crossWalletOf(state: EngineState, asset: string): Decimal {
  return positionsIn(state, asset).reduce(
    (wallet, { isolatedMargin }) => wallet.minus(isolatedMargin),
    balanceOf(state, asset),
  );
}

/** Settle asset, signed: what new margin, fees and losses at once may use. */
export function freeMarginOf(state: EngineState, asset: string): Decimal {
  const afterPositions = positionsIn(state, asset)
    .filter(({ marginType }) => marginType === 'cross')
    .reduce(
      (free, held) => {
        const instrument = state.rules.instruments.get(held.symbol);
        if (instrument === undefined) return free;
        return free.plus(unrealizedPnlOf(state, held)).minus(initialMarginOf(state, held, instrument));
      },
      crossWalletOf(state, asset),
    );
  return [...claimsOf(state).keys()].reduce((free, symbol) => {
    const instrument = state.rules.instruments.get(symbol);
    return instrument?.settleAsset === asset ? free.minus(orderMarginOf(state, instrument)) : free;
  }, afterPositions);
}

/** Settle asset, ≥ 0. */
export function availableBalanceOf(state: EngineState, asset: string): Decimal {
  const free = freeMarginOf(state, asset);
  return free.isNegative() ? ZERO : free;
}
