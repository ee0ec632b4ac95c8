import { Decimal, formatDecimal } from './decimal.ts';
import type { Instrument } from './instrument.ts';

/** The legal values of a quantity or a price: multiples of `step` from `least` to `most`. */
export interface LegalRange {
  readonly step: Decimal;
  readonly least: Decimal;
  readonly most: Decimal;
}

/**
 * The legal values next to `value`, the lower one first; one where it is outside the range or where there is no other.
 * None where the range is empty.
 */
export function nearestValues(value: Decimal, { step, least, most }: LegalRange): readonly Decimal[] {
  const lowest = least.toNearest(step, Decimal.ROUND_CEIL);
  const highest = most.toNearest(step, Decimal.ROUND_FLOOR);
  if (lowest.gt(highest)) return [];
  const clamp = (rounded: Decimal) => Decimal.min(Decimal.max(rounded, lowest), highest);
  const below = clamp(value.toNearest(step, Decimal.ROUND_FLOOR));
  const above = clamp(value.toNearest(step, Decimal.ROUND_CEIL));
  return below.eq(above) ? [below] : [below, above];
}

/** `Nearest: 0.012, 0.013.`, or that there are none. */
export function formatNearest(value: Decimal, range: LegalRange): string {
  const values = nearestValues(value, range);
  return values.length === 0 ? 'There is no legal value.' : `Nearest: ${values.map(formatDecimal).join(', ')}.`;
}

/** Base asset, off the step where it must be: the quantity whose notional at `price` (quote asset) is the minimum. */
export function leastQuantity({ minQuantity, minNotional }: Instrument, price: Decimal | null): Decimal {
  return price === null ? minQuantity : Decimal.max(minQuantity, minNotional.div(price));
}
