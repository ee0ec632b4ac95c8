import { decimal, type Decimal } from '@perpdesk/broker-core';
import type { Random } from './random.ts';

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

/** Standard deviation of the logarithm over one interval, from an annual volatility such as 0.5. */
export function deviationOf(annualVolatility: string, intervalMs: number): number {
  return Number.parseFloat(annualVolatility) * Math.sqrt(intervalMs / YEAR_MS);
}

/**
 * The factor by which a price grows in one interval: log-normal, 1 on average.
 *
 * Chance, not money: the only place where floats are drawn. The factor leaves it as a decimal of twelve places.
 */
export function drawGrowth(random: Random, deviation: number): Decimal {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  const normal = radius * Math.cos(2 * Math.PI * random());
  return decimal(Math.exp(deviation * normal - (deviation * deviation) / 2).toFixed(12));
}
