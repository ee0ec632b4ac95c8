import { expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { fakeInstrument, fakePosition } from '@perpdesk/broker-core/testing';
import { PLAIN_SPEECH } from '../language/speech.ts';
import { describeChange } from './position-change.ts';

const long = fakePosition({ quantity: decimal('0.005') });
const CASES = [
  ['long', '0.01', 'Open already: LONG 0.005. This order leaves LONG 0.015.'],
  ['short', '0.002', 'Open already: LONG 0.005. This order leaves LONG 0.003.'],
  ['short', '0.005', 'Open already: LONG 0.005. This order leaves nothing.'],
  ['short', '0.02', 'Open already: LONG 0.005. This order leaves SHORT 0.015.'],
] as const;

test.each(CASES)('one-way, %s %s', (direction, quantity, sentence) => {
  const change = {
    instrument: fakeInstrument(),
    direction,
    quantity: decimal(quantity),
    positionMode: 'one-way',
  } as const;
  expect(describeChange([long], change)?.(PLAIN_SPEECH)).toBe(sentence);
  expect(describeChange([fakePosition({ symbol: 'ETHUSDT' })], change)).toBeNull();
});

test('in hedge mode only the order’s own side counts', () => {
  const hedged = fakePosition({ quantity: decimal('-0.005'), positionSide: 'short' });
  const change = { instrument: fakeInstrument(), quantity: decimal('0.01'), positionMode: 'hedge' } as const;
  expect(describeChange([hedged], { ...change, direction: 'long' })).toBeNull();
  expect(describeChange([hedged], { ...change, direction: 'short' })?.(PLAIN_SPEECH)).toBe(
    'Open already: SHORT 0.005. This order leaves SHORT 0.015.',
  );
});
