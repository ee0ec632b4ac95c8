import { Decimal, type Rounding, ZERO } from './decimal.ts';
import type { Instrument } from './instrument.ts';

/** Where a price goes when it is off the tick: `down` is the lower price, `nearest` takes the higher one at the middle. */
export const ROUNDING_DIRECTIONS = ['down', 'up', 'nearest'] as const;
export type RoundingDirection = (typeof ROUNDING_DIRECTIONS)[number];

const DECIMAL_ROUNDING = {
  down: Decimal.ROUND_FLOOR,
  up: Decimal.ROUND_CEIL,
  nearest: Decimal.ROUND_HALF_CEIL,
} as const satisfies Readonly<Record<RoundingDirection, Rounding>>;

/** The largest multiple of the step that is not further from zero: base asset, the quantity's sign, never larger. */
export function roundQuantityDown(quantity: Decimal, instrument: Pick<Instrument, 'stepSize'>): Decimal {
  return toMultiple(quantity, instrument.stepSize, Decimal.ROUND_DOWN);
}

/** The price as a multiple of the tick, in quote asset; a price that sits on the tick stays. */
export function roundPriceTo(
  price: Decimal,
  instrument: Pick<Instrument, 'tickSize'>,
  direction: RoundingDirection,
): Decimal {
  return toMultiple(price, instrument.tickSize, DECIMAL_ROUNDING[direction]);
}

function toMultiple(value: Decimal, step: Decimal, rounding: Rounding): Decimal {
  const rounded = value.toNearest(step, rounding);
  return rounded.isZero() ? ZERO : rounded;
}
