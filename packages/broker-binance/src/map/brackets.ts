import type { LeverageBracket } from '@perpdesk/broker-core';
import type { WireSymbolBrackets } from '../wire/leverage-brackets.ts';

/** Smallest notional first. The last one has a cap too: the most that may be held. */
export function bracketsOf(found: readonly WireSymbolBrackets[], symbol: string): readonly LeverageBracket[] {
  const brackets = found.find((one) => one.symbol === symbol)?.brackets ?? [];
  return brackets
    .toSorted((a, b) => a.notionalFloor.comparedTo(b.notionalFloor))
    .map(({ notionalFloor, notionalCap, initialLeverage, maintMarginRatio }) => ({
      symbol,
      notionalFloor,
      notionalCap,
      maxLeverage: initialLeverage,
      maintenanceMarginRate: maintMarginRatio,
    }));
}

/** The highest leverage of each symbol, which its smallest notional has. */
export function maxLeverages(found: readonly WireSymbolBrackets[]): ReadonlyMap<string, number> {
  return new Map(
    found.flatMap(({ symbol, brackets }) =>
      brackets.length === 0 ? [] : [[symbol, Math.max(...brackets.map(({ initialLeverage }) => initialLeverage))]],
    ),
  );
}
