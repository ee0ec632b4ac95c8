import { describe, expect, test } from 'vitest';
import { parseWords } from './words.ts';

describe('the words of a command', () => {
  test.each([
    ['BTCUSDT 0.01', null, ['BTCUSDT', '0.01']],
    ['  BTCUSDT\n0.01  @main ', 'main', ['BTCUSDT', '0.01']],
    ['@main BTCUSDT', 'main', ['BTCUSDT']],
    ['BTCUSDT 0.01 @60000', null, ['BTCUSDT', '0.01', '@60000']],
    ['BTCUSDT 0.01 @2', '2', ['BTCUSDT', '0.01']],
    ['', null, []],
  ])('%j', (text, account, rest) => {
    expect(parseWords(text, ['main', '2'])).toEqual({ account, rest });
  });
});
