import { expect, test } from '@jest/globals';
import { decimal } from '@perpdesk/broker-core';
import { stopTriggerPrice } from './stop-price.ts';

const instrument = { tickSize: decimal('0.1'), minPrice: decimal('1'), maxPrice: decimal('100000') };

test.each([
  ['long', '60000', '1.5', '59100'],
  ['short', '60000', '1.5', '60900'],
  // 60000.07 × 0.985 = 59100.06895, up to the tick
  ['long', '60000.07', '1.5', '59100.1'],
  // 60000.07 × 1.015 = 60900.07105, down to the tick
  ['short', '60000.07', '1.5', '60900'],
  ['long', '100', '100', '1'],
  ['short', '99000', '50', '100000'],
] as const)('a %s from %s with %s % stops at %s', (direction, entry, percent, expected) => {
  const price = stopTriggerPrice({
    averageEntryPrice: decimal(entry),
    percent: decimal(percent),
    direction,
    instrument,
  });
  expect(price.toFixed()).toBe(expected);
});
