import { expect, test } from 'vitest';
import { decimal, type Decimal } from '@perpdesk/broker-core';
import { fakeInstrument } from '@perpdesk/broker-core/testing';
import { firstPart } from './first-part.ts';

const rules = { maxMarketQuantity: decimal('0.006'), minQuantity: decimal('0.001'), stepSize: decimal('0.0001') };

/** All parts of a quantity, one after the other. */
function partsOf(quantity: string, price: Decimal | null = null): readonly string[] {
  const instrument = fakeInstrument({ ...rules, minNotional: decimal('100') });
  const parts: string[] = [];
  for (let left = decimal(quantity); left.gt(0); left = left.minus(parts.at(-1)!)) {
    parts.push(firstPart(left, instrument, price).toFixed());
  }
  return parts;
}

test.each([
  ['0.006', ['0.006']],
  ['0.0130', ['0.006', '0.006', '0.001']],
  ['0.0125', ['0.006', '0.0055', '0.001']],
  ['0.0065', ['0.0055', '0.001']],
])('%s goes in parts that an order takes', (quantity, parts) => {
  expect(partsOf(quantity)).toEqual(parts);
});

test.each([
  ['0.0130', ['0.006', '0.0053', '0.0017']],
  ['0.0065', ['0.0048', '0.0017']],
])('%s goes in parts of which none is below the smallest notional', (quantity, parts) => {
  expect(partsOf(quantity, decimal('60000'))).toEqual(parts);
});

test('where no two parts have the smallest notional, none is below the smallest quantity', () => {
  const instrument = fakeInstrument({ ...rules, minNotional: decimal('340') });
  expect(firstPart(decimal('0.0065'), instrument, decimal('60000')).toFixed()).toBe('0.0055');
});

test('all of it goes at once where the instrument takes none', () => {
  const none = fakeInstrument({ maxMarketQuantity: decimal('0') });
  expect(firstPart(decimal('0.02'), none, null).toFixed()).toBe('0.02');
});

test('the largest goes first where no two parts are large enough', () => {
  const narrow = fakeInstrument({ ...rules, maxMarketQuantity: decimal('0.0015') });
  expect(firstPart(decimal('0.0018'), narrow, null).toFixed()).toBe('0.0015');
});
