import { expect, test } from 'vitest';
import { orderKey } from './order-key.ts';
import { positionKey } from './position-key.ts';

test('a button names one position: of one account, one symbol, one side', () => {
  const names = [
    ['main', 'BTCUSDT', 'net'],
    ['alt', 'BTCUSDT', 'net'],
    ['main', 'ETHUSDT', 'net'],
    ['main', 'BTCUSDT', 'long'],
    ['main', 'BTCUSDT', 'short'],
    // put together without a mark between them these would be the first
    ['mainB', 'TCUSDT', 'net'],
  ] as const;
  const keysOf = () => names.map(([account, symbol, side]) => positionKey(account, symbol, side));
  const keys = keysOf();
  expect(new Set(keys).size).toBe(names.length);
  expect(keysOf()).toEqual(keys);
});

test('and one order: of one account, by both of its ids', () => {
  const order = (clientOrderId: string, venueOrderId: string) => ({ clientOrderId, venueOrderId }) as never;
  const keys = [
    orderKey('main', order('a', '1')),
    orderKey('alt', order('a', '1')),
    orderKey('main', order('b', '1')),
    orderKey('main', order('a', '2')),
  ];
  expect(new Set(keys).size).toBe(keys.length);
});
