import { describe, expect, test } from 'vitest';
import { suggestSymbols } from './suggest-symbols.ts';

const symbols = ['BTCUSDT', 'BTCUSDC', 'ETHUSDT', '1000PEPEUSDT', 'SOLUSDT'];

describe('suggested symbols', () => {
  test.each([
    ['BTC', 'BTCUSDC'],
    [' pepe ', '1000PEPEUSDT'],
    ['ETHUSTD', 'ETHUSDT'],
    ['SLOUSDT', 'SOLUSDT'],
    ['🚀', 'BTCUSDC'],
    ['', '1000PEPEUSDT'],
  ])('for %j the first is %s', (typed, first) => {
    const found = suggestSymbols(typed, symbols);
    expect(found).toHaveLength(3);
    expect(found[0]).toBe(first);
  });

  test('those that begin with the text come before those that contain it', () => {
    expect(suggestSymbols('USDT', ['AUSDT', 'USDTX', 'UUUUU'])).toEqual(['USDTX', 'AUSDT', 'UUUUU']);
  });

  test('there are no more than asked for, and no more than there are', () => {
    expect(suggestSymbols('BTC', symbols, 1)).toEqual(['BTCUSDC']);
    expect(suggestSymbols('BTC', ['BTCUSDT'])).toEqual(['BTCUSDT']);
    expect(suggestSymbols('BTC', [])).toEqual([]);
  });

  test('a text of any length is read in little time', () => {
    expect(suggestSymbols('X'.repeat(1_000_000), symbols)).toHaveLength(3);
  });
});
