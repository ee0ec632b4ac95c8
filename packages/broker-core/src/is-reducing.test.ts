import { expect, test } from 'vitest';
import { isReducing } from './is-reducing.ts';

test('in one-way mode an order only reduces where it says so', () => {
  const order = { side: 'sell', positionSide: 'net' } as const;
  expect(isReducing(order, 'one-way')).toBe(false);
  expect(isReducing({ ...order, reduceOnly: false, closePosition: false }, 'one-way')).toBe(false);
  expect(isReducing({ ...order, reduceOnly: true }, 'one-way')).toBe(true);
  expect(isReducing({ ...order, closePosition: true }, 'one-way')).toBe(true);
});

test.each([
  ['sell', 'long', true],
  ['buy', 'short', true],
  ['buy', 'long', false],
  ['sell', 'short', false],
] as const)('in hedge mode %s on the %s side: %j', (side, positionSide, reduces) => {
  expect(isReducing({ side, positionSide }, 'hedge')).toBe(reduces);
  // sides of the other mode say nothing
  expect(isReducing({ side, positionSide }, 'one-way')).toBe(false);
});
