import { expect, test } from 'vitest';
import { decimal } from './decimal.ts';
import { validateClosing } from './validate-closing.ts';

test.each<[object]>([
  [{}],
  [{ fraction: decimal('1') }],
  [{ fraction: decimal('0.001') }],
  [{ quantity: decimal('5') }],
  [{ fraction: undefined, quantity: undefined }],
])('nothing stands against %j', (part) => {
  expect(validateClosing(part)).toEqual([]);
});

test.each<[object, string]>([
  [{ fraction: decimal('1'), quantity: decimal('1') }, 'fraction and quantity are both given. Give one of them.'],
  [{ fraction: decimal('0') }, 'fraction 0 is not above 0 and at most 1.'],
  [{ fraction: decimal('1.01') }, 'fraction 1.01 is not above 0 and at most 1.'],
  [{ fraction: 0.5 }, "fraction 0.5 is no Decimal. Make it with decimal('…')."],
  [{ quantity: '0.5' }, "quantity 0.5 is no Decimal. Make it with decimal('…')."],
  [{ quantity: null }, "quantity null is no Decimal. Make it with decimal('…')."],
  [{ quantity: decimal('0') }, 'quantity 0 is not above zero. Leave it out to close all.'],
  [{ quantity: decimal('-1') }, 'quantity -1 is not above zero. Leave it out to close all.'],
])('%j is refused', (part, message) => {
  expect(validateClosing(part)).toEqual([{ code: 'invalid-request', message }]);
});
