import { decimal, type Instrument, type LeverageBracket, ZERO } from '@perpdesk/broker-core';

type Step = readonly [notionalCap: string | null, maxLeverage: number, maintenanceMarginRate: string];

const LADDER: readonly Step[] = [
  ['50000', 125, '0.004'],
  ['250000', 100, '0.005'],
  ['3000000', 50, '0.01'],
  ['15000000', 20, '0.025'],
  ['60000000', 10, '0.05'],
  [null, 5, '0.1'],
];

/** A ladder like that of a large exchange, cut off at the instrument's highest leverage. */
export function standardBrackets({ symbol, maxLeverage }: Instrument): readonly LeverageBracket[] {
  let notionalFloor = ZERO;
  return LADDER.map(([cap, leverage, rate]) => {
    const bracket: LeverageBracket = {
      symbol,
      notionalFloor,
      notionalCap: cap === null ? null : decimal(cap),
      maxLeverage: Math.min(leverage, maxLeverage),
      maintenanceMarginRate: decimal(rate),
    };
    notionalFloor = bracket.notionalCap ?? notionalFloor;
    return bracket;
  });
}
