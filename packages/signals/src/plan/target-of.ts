import { Decimal } from '@perpdesk/broker-core';

/** Far more than any exchange counts, far less than a division leaves behind. */
const DIGITS = 30;

/**
 * What a position of the strategy is worth in base asset, ≥ 0, before it is put on the step. A unit is a quotient: a third
 * times three is one again, so that rounding down loses no step.
 */
export function targetOf(unit: Decimal, position: Decimal): Decimal {
  return unit.times(position.abs()).toSignificantDigits(DIGITS, Decimal.ROUND_HALF_UP);
}
