import type { Decimal } from './decimal.ts';

/** Whether the value is a whole number of steps. */
export function isMultipleOf(value: Decimal, step: Decimal): boolean {
  // hot: a step is nearly always a power of ten, and then counting decimals does for a division
  return isUnit(step) ? value.decimalPlaces() <= step.decimalPlaces() : value.mod(step).isZero();
}

/** 1, 0.1, 0.01, … */
function isUnit(step: Decimal): boolean {
  return step.precision() === 1 && step.e <= 0 && step.toFixed().endsWith('1');
}
