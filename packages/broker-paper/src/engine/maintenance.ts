import { Decimal, type LeverageBracket, ZERO } from '@perpdesk/broker-core';

/** The bracket in which a notional (quote asset, ≥ 0) lies; `null` where an instrument has none. */
export function bracketAt(brackets: readonly LeverageBracket[], notional: Decimal): LeverageBracket | null {
  return (
    brackets.find(({ notionalCap }) => notionalCap === null || notional.lte(notionalCap)) ?? brackets.at(-1) ?? null
  );
}

/** Settle asset: each part of the notional at its own bracket's rate. */
export function maintenanceMarginAt(brackets: readonly LeverageBracket[], notional: Decimal): Decimal {
  return brackets.reduce((sum, { notionalFloor, notionalCap, maintenanceMarginRate }) => {
    if (notional.lte(notionalFloor)) return sum;
    const upper = notionalCap === null ? notional : Decimal.min(notional, notionalCap);
    return sum.plus(upper.minus(notionalFloor).times(maintenanceMarginRate));
  }, ZERO);
}
