import { type Decimal, type Instrument, ZERO } from '@perpdesk/broker-core';
import { claimsOf } from './claims.ts';
import { exact, roundExact } from './exact.ts';
import { exposureOf, heldNotional } from './exposure.ts';
import { balanceOf, settingsOf } from './lookup.ts';
import type { EngineState } from './state.ts';
import { totalsOf } from './totals.ts';

/** Settle asset, ≥ 0: what the resting orders of a symbol hold back beside its positions. */
export function orderMarginOf(state: EngineState, instrument: Instrument): Decimal {
  const { symbol } = instrument;
  return exposureOf(state, symbol).minus(heldNotional(state, symbol)).div(settingsOf(state, instrument).leverage);
}

/** Settle asset, ≥ 0: what all resting orders hold back beside the positions, as an exact sum. */
export function ordersMarginIn(state: EngineState, asset: string): Decimal {
  return [...claimsOf(state).keys()].reduce((sum, symbol) => {
    const instrument = state.rules.instruments.get(symbol);
    return instrument?.settleAsset === asset ? sum.plus(orderMarginOf(state, instrument)) : sum;
  }, exact(ZERO));
}

/** Settle asset, ≥ 0: what isolated positions set aside of the wallet. */
export function setAsideIn(state: EngineState, asset: string): Decimal {
  return roundExact(totalsOf(state, asset).isolatedMargin);
}

/** Whether a cross position settles in the asset. */
export function hasCrossIn(state: EngineState, asset: string): boolean {
  return totalsOf(state, asset).crossCount > 0;
}

/** Settle asset, signed: the wallet without what isolated positions set aside. */
export function crossWalletOf(state: EngineState, asset: string): Decimal {
  return roundExact(exact(balanceOf(state, asset)).minus(totalsOf(state, asset).isolatedMargin));
}

/** Settle asset, signed: the cross wallet with the PnL of all cross positions. */
export function crossMoneyOf(state: EngineState, asset: string): Decimal {
  const { isolatedMargin, crossPnl } = totalsOf(state, asset);
  return roundExact(exact(balanceOf(state, asset)).minus(isolatedMargin).plus(crossPnl));
}

/** Settle asset, ≥ 0: of all cross positions. */
export function crossMaintenanceMarginOf(state: EngineState, asset: string): Decimal {
  return roundExact(totalsOf(state, asset).crossMaintenanceMargin);
}

/** Settle asset, signed: the cross money, less all maintenance margin of cross positions. */
export function crossCoverOf(state: EngineState, asset: string): Decimal {
  const { isolatedMargin, crossPnl, crossMaintenanceMargin } = totalsOf(state, asset);
  const money = exact(balanceOf(state, asset)).minus(isolatedMargin).plus(crossPnl);
  return roundExact(money.minus(crossMaintenanceMargin));
}

/** Settle asset, signed: what new margin, fees and losses at once may use. */
export function freeMarginOf(state: EngineState, asset: string): Decimal {
  const { isolatedMargin, crossPnl, crossInitialMargin } = totalsOf(state, asset);
  const afterPositions = exact(balanceOf(state, asset)).minus(isolatedMargin).plus(crossPnl).minus(crossInitialMargin);
  return roundExact(afterPositions.minus(ordersMarginIn(state, asset)));
}

/** Settle asset, ≥ 0. */
export function availableBalanceOf(state: EngineState, asset: string): Decimal {
  const free = freeMarginOf(state, asset);
  return free.isNegative() ? ZERO : free;
}
