import type { Decimal, Instrument, LeverageBracket } from '@perpdesk/broker-core';
import { markOf, settingsOf } from './lookup.ts';
import { maintenanceMarginAt } from './maintenance.ts';
import type { EngineState, HeldPosition } from './state.ts';

/** What a position is worth at a mark price. */
export interface Valuation {
  readonly mark: Decimal;
  readonly brackets: readonly LeverageBracket[];
  /** Settle asset, signed. */
  readonly unrealizedPnl: Decimal;
  /** Quote asset, ≥ 0. */
  readonly notional: Decimal;
  /** Settle asset, ≥ 0. */
  readonly maintenanceMargin: Decimal;
}

const NO_BRACKETS: readonly LeverageBracket[] = [];

/** Positions never change, new ones take their place: each is valued once a price, however often it is asked for. */
const valued = new WeakMap<HeldPosition, Valuation>();

/** The position at its symbol's mark price, or its entry price where there is none. */
export function valuationOf(state: EngineState, held: HeldPosition): Valuation {
  const mark = markOf(state, held.symbol) ?? held.entryPrice;
  const brackets = state.rules.brackets.get(held.symbol) ?? NO_BRACKETS;
  const known = valued.get(held);
  if (known !== undefined && known.mark === mark && known.brackets === brackets) return known;
  const notional = held.quantity.abs().times(mark);
  const valuation: Valuation = {
    mark,
    brackets,
    unrealizedPnl: held.quantity.times(mark.minus(held.entryPrice)),
    notional,
    maintenanceMargin: maintenanceMarginAt(brackets, notional),
  };
  valued.set(held, valuation);
  return valuation;
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

/** Whether an isolated position's own money no longer covers its maintenance margin. */
export function isIsolatedBreached(state: EngineState, held: HeldPosition): boolean {
  if (held.marginType !== 'isolated') return false;
  const { unrealizedPnl, maintenanceMargin } = valuationOf(state, held);
  return held.isolatedMargin.plus(unrealizedPnl).lte(maintenanceMargin);
}
