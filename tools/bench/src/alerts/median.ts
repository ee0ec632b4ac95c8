import { quantile } from '../order/quantile.ts';

/** NaN of none. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
