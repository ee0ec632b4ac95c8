import { type Decimal, type Income, ZERO } from '@perpdesk/broker-core';
import { markPriceOf, readMarkPrice } from '../lanes/mark-prices.ts';
import type { Run } from '../run.ts';

/**
 * Settle asset, signed: bookings together. Those in another asset, as fees that are paid in the exchange's own, count by what
 * its perpetual is worth now; where there is none, or its price cannot be read, they are left out and the log says so once.
 */
export async function valueIncome(run: Run, brokerId: string, income: readonly Income[]): Promise<Decimal> {
  const sums = new Map<string, Decimal>();
  for (const { asset, amount } of income) sums.set(asset, (sums.get(asset) ?? ZERO).plus(amount));
  const values = await Promise.all([...sums].map(([asset, sum]) => valueOf(run, brokerId, asset, sum)));
  return values.reduce((total, value) => total.plus(value), ZERO);
}

async function valueOf(run: Run, brokerId: string, asset: string, sum: Decimal): Promise<Decimal> {
  const { instruments } = run.view(brokerId);
  if (sum.isZero() || instruments.some(({ settleAsset }) => settleAsset === asset)) return sum;
  const symbol = instruments.find(({ baseAsset }) => baseAsset === asset)?.symbol;
  if (symbol !== undefined && markPriceOf(run, brokerId, symbol) === null) await readMarkPrice(run, brokerId, symbol);
  const price = symbol === undefined ? null : markPriceOf(run, brokerId, symbol);
  if (price !== null) return sum.times(price);
  const key = `${brokerId} ${asset}`;
  if (!run.notes.unvalued.has(key)) {
    run.notes.unvalued.add(key);
    run.logger.warn('bookings in an asset without a price do not count for the day’s loss', { brokerId, asset });
  }
  return ZERO;
}
