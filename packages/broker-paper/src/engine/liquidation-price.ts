import { type Decimal, type Instrument, roundPriceTo, ZERO } from '@perpdesk/broker-core';
import { bracketAt, maintenanceMarginAt } from './maintenance.ts';
import { crossCoverOf } from './margin.ts';
import type { EngineState, HeldPosition } from './state.ts';
import { maintenanceMarginOf, notionalOf, unrealizedPnlOf } from './valuation.ts';

/**
 * The mark price at which the position's money no longer covers its maintenance margin, quote asset, rounded to the
 * tick so that it is never shown too late; `null` where no price above zero does that.
 *
 * In cross margin the other symbols are taken as standing still, and the bracket is the present one.
 *
 * @param known The symbol's cross positions, where they are at hand.
 */
export function liquidationPriceOf(
  state: EngineState,
  held: HeldPosition,
  instrument: Instrument,
  known?: readonly HeldPosition[],
): Decimal | null {
  const isIsolated = held.marginType === 'isolated';
  const legs = isIsolated ? [held] : (known ?? crossLegs(state, held.symbol));
  const money = isIsolated ? held.isolatedMargin : crossMoneyWithout(state, legs, instrument.settleAsset);
  let slope = ZERO;
  let level = money.neg();
  for (const leg of legs) {
    const brackets = state.rules.brackets.get(leg.symbol) ?? [];
    const notional = notionalOf(state, leg);
    const rate = bracketAt(brackets, notional)?.maintenanceMarginRate ?? ZERO;
    const rebate = notional.times(rate).minus(maintenanceMarginAt(brackets, notional));
    slope = slope.plus(leg.quantity).minus(leg.quantity.abs().times(rate));
    level = level.plus(leg.quantity.times(leg.entryPrice)).minus(rebate);
  }
  if (slope.isZero()) return null;
  const price = level.div(slope);
  if (price.lte(ZERO)) return null;
  return roundPriceTo(price, instrument, slope.isPositive() ? 'up' : 'down');
}

function crossLegs(state: EngineState, symbol: string): readonly HeldPosition[] {
  return state.positions.filter((held) => held.symbol === symbol && held.marginType === 'cross');
}

function crossMoneyWithout(state: EngineState, legs: readonly HeldPosition[], asset: string): Decimal {
  return legs.reduce((money, leg) => money.minus(coverOf(state, leg)), crossCoverOf(state, asset));
}

function coverOf(state: EngineState, held: HeldPosition): Decimal {
  return unrealizedPnlOf(state, held).minus(maintenanceMarginOf(state, held));
}
