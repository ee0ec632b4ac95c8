import { expect, test } from 'vitest';
import { createSymbolIndex } from './symbol-index.ts';

test('an id is found under its symbol alone', () => {
  const index = createSymbolIndex<number>();
  index.set('BTCUSDT', '1', 10);
  index.set('ETHUSDT', '1', 20);
  expect([index.get('BTCUSDT', '1'), index.get('ETHUSDT', '1'), index.get('SOLUSDT', '1')]).toEqual([10, 20, null]);
  expect(index.all()).toEqual([10, 20]);
});

test('what another has taken the place of is not deleted with the first', () => {
  const index = createSymbolIndex<number>();
  index.set('BTCUSDT', '1', 10);
  index.set('BTCUSDT', '1', 11);
  index.delete('BTCUSDT', '1', 10);
  expect(index.get('BTCUSDT', '1')).toBe(11);
  index.delete('BTCUSDT', '1', 11);
  expect(index.all()).toEqual([]);
});
