import { Decimal, decimal } from '@perpdesk/broker-core';

const TOLERANCE = decimal('0.000000001');

/** Whether two sizes of a strategy are one: its own arithmetic is in floats, so 1e-9 of the larger one is forgiven. */
export function sameSize(a: Decimal, b: Decimal): boolean {
  return a.minus(b).abs().lte(Decimal.max(a.abs(), b.abs()).times(TOLERANCE));
}
