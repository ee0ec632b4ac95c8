import { ZERO, type Decimal } from '@perpdesk/broker-core';
import type { PnlSeries } from '../desk/pnl-report.ts';
import type { Bucket } from './time-buckets.ts';

const MAX_POINTS = 400;

export interface Point {
  readonly at: number;
  readonly value: number;
}

/** What was booked so far, after each booking; of many the last one in each stretch. */
export function curveOf({ bookings }: PnlSeries, fromAt: number, untilAt: number): readonly Point[] {
  const step = (untilAt - fromAt) / MAX_POINTS;
  const points: Point[] = [{ at: fromAt, value: 0 }];
  let sum: Decimal = ZERO;
  for (const { at, amount } of bookings) {
    sum = sum.plus(amount);
    const point = { at: Math.max(fromAt, Math.min(at, untilAt)), value: sum.toNumber() };
    const before = points.at(-1);
    const isSameStretch =
      before !== undefined &&
      points.length > 1 &&
      Math.floor((before.at - fromAt) / step) === Math.floor((point.at - fromAt) / step);
    if (isSameStretch) points.pop();
    points.push(point);
  }
  return [...points, { at: untilAt, value: sum.toNumber() }];
}

/** What was booked in each stretch of time. */
export function sumsOf({ bookings }: PnlSeries, buckets: readonly Bucket[]): readonly Decimal[] {
  const lastIndex = buckets.length - 1;
  const sums = buckets.map(() => ZERO);
  let index = 0;
  for (const { at, amount } of bookings) {
    while (index < lastIndex && at >= (buckets[index]?.untilAt ?? 0)) index += 1;
    sums[index] = (sums[index] ?? ZERO).plus(amount);
  }
  return sums;
}
