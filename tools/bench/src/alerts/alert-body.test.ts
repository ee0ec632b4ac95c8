import { expect, test } from 'vitest';
import { alertBody } from './alert-body.ts';

test('a strategy opens and closes in turn, each from what the last one left', () => {
  const [open, close] = [0, 1].map((step) => JSON.parse(alertBody({ symbolIndex: 7, step, firedAt: 0 })));
  expect(open).toMatchObject({ symbol: 'B7USDT', action: 'buy', prevMarketPosition: 'flat', marketPosition: 'long' });
  expect(close).toMatchObject({ symbol: 'B7USDT', action: 'sell', prevMarketPosition: 'long', marketPosition: 'flat' });
  expect(close.firedAt).toBe('1970-01-01T00:00:00.000Z');
});
