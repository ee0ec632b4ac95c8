import { decimal, Decimal } from '@perpdesk/broker-core';
import type { Random } from './random.ts';

const YEAR_MS = '31536000000';
const PLACES = 12;

/** Standard deviation of the logarithm over one interval, from an annual volatility such as 0.5. */
export function deviationOf(annualVolatility: Decimal, intervalMs: number): Decimal {
  return annualVolatility
    .times(decimal(intervalMs.toFixed()).div(YEAR_MS).sqrt())
    .toDecimalPlaces(PLACES, Decimal.ROUND_HALF_EVEN);
}

/** The factor by which a price grows in one interval, twelve places: log-normal, 1 on average. */
export function drawGrowth(random: Random, deviation: Decimal): Decimal {
  const drift = deviation.times(deviation).div(2);
  return deviation.times(drawNormal(random)).minus(drift).exp().toDecimalPlaces(PLACES, Decimal.ROUND_HALF_EVEN);
}

/** Chance, not money: the only place where floats are drawn. */
function drawNormal(random: Random): Decimal {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return decimal((radius * Math.cos(2 * Math.PI * random())).toFixed(PLACES));
}
