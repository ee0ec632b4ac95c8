import { expect, test } from 'vitest';
import { displayText } from './display.ts';

test.each([
  ['postgres//desk:pw@db/x'],
  ['postgres:/db/x?password=pw'],
  ['pg://db/x?sslmode=off&PASSWORD=pw'],
  ['0123456789abcdef'],
])('what may hold a secret is not shown: %s', (text) => {
  expect(displayText(text)).toBe('a value');
});

test.each([['postgres:/db/x?sslmode=off'], ['BTCUSDT']])('anything else is: %s', (text) => {
  expect(displayText(text)).toBe(`"${text}"`);
});
