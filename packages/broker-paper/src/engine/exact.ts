import { Decimal } from '@perpdesk/broker-core';

/** Decimals whose sums are never rounded, so that what was added can be taken out again. For sums and differences alone. */
const Exact: typeof Decimal = Decimal.clone({ precision: 4_000 });

/** An amount that is summed up exactly; it comes back into play by `roundExact`. */
export function exact(amount: Decimal): Decimal {
  return new Exact(amount);
}

/** The sum as a common Decimal, rounded once to the digits that those have. */
export function roundExact(sum: Decimal): Decimal {
  return new Decimal(sum).toSignificantDigits(Decimal.precision);
}

/** Nothing, to begin an exact sum with. */
export const EXACT_ZERO: Decimal = exact(new Decimal(0));
