import { type LeverageBracket, ZERO } from '@perpdesk/broker-core';
import type { EngineState } from '@perpdesk/broker-paper/engine';
import { rawNumber } from '../to-json.ts';

/** What Binance writes where the highest bracket has no end. */
const ENDLESS = '9223372036854775807';

/** Quote asset as text: the largest notional that a position may have at the leverage. */
export function maxNotional({ rules }: EngineState, symbol: string, leverage: number): string {
  const carrying = (rules.brackets.get(symbol) ?? []).filter(({ maxLeverage }) => maxLeverage >= leverage);
  return carrying.at(-1)?.notionalCap?.toFixed() ?? ENDLESS;
}

export function bracketsJson(symbol: string, brackets: readonly LeverageBracket[]): Record<string, unknown> {
  let cum = ZERO;
  let rateBefore = ZERO;
  return {
    symbol,
    brackets: brackets.map((bracket, index) => {
      const { notionalFloor, notionalCap, maintenanceMarginRate, maxLeverage } = bracket;
      cum = cum.plus(notionalFloor.times(maintenanceMarginRate.minus(rateBefore)));
      rateBefore = maintenanceMarginRate;
      return {
        bracket: index + 1,
        initialLeverage: maxLeverage,
        notionalCap: rawNumber(notionalCap?.toFixed() ?? ENDLESS),
        notionalFloor: rawNumber(notionalFloor.toFixed()),
        maintMarginRatio: rawNumber(maintenanceMarginRate.toFixed()),
        cum: rawNumber(cum.toFixed()),
      };
    }),
  };
}
