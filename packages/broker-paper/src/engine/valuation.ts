import type { Decimal, LeverageBracket } from '@perpdesk/broker-core';
import { maintenanceMarginAt } from './maintenance.ts';
import type { HeldPosition } from './state.ts';

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

/** Positions never change, new ones take their place: each is valued once a price, however often all are added up. */
const valued = new WeakMap<HeldPosition, Valuation>();

export function valuePosition(held: HeldPosition, mark: Decimal, brackets: readonly LeverageBracket[]): Valuation {
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
