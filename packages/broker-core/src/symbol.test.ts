import { expect, test } from 'vitest';
import fc from 'fast-check';
import { toSymbol } from './symbol.ts';

test.each([
  ['BTCUSDT', 'BTCUSDT', false],
  [' btcusdt ', 'BTCUSDT', false],
  ['BTCUSDT.P', 'BTCUSDT', true],
  ['BINANCE:btcusdt.p', 'BTCUSDT', true],
  ['BYBIT:ETHUSDC.P', 'ETHUSDC', true],
  ['BTCUSDTPERP', 'BTCUSDT', true],
  ['BTCUSDT-PERP', 'BTCUSDT', true],
  ['BTC/USDT:USDT', 'BTCUSDT', true],
  ['BTC/USDT', 'BTCUSDT', false],
  ['BTC-USDT-SWAP', 'BTCUSDT', true],
  ['BTC_USDT', 'BTCUSDT', false],
  ['BTC-USDT', 'BTCUSDT', false],
  ['ETHUSDT_UMCBL', 'ETHUSDT', true],
  ['1000SHIBUSDT.P', '1000SHIBUSDT', true],
  ['USDCUSDT', 'USDCUSDT', false],
  ['ETHBTC', 'ETHBTC', false],
  ['币安人生USDT', '币安人生USDT', false],
  ['BINANCE:币安人生USDT.P', '币安人生USDT', true],
  ['币安人生/USDT:USDT', '币安人生USDT', true],
  ['PF/USD:USD', 'PFUSD', true],
])('%s is %s (perpetual: %s)', (text, symbol, isPerp) => {
  expect(toSymbol(text)).toEqual({ symbol, isPerp });
});

test.each([
  '',
  ' ',
  'BTC',
  'BTC-PERP',
  'USDT',
  '.P',
  'BINANCE:',
  'AAPL',
  'BTCUSDT_251226',
  'BTC/USDT:USDT-251226',
  'BTC/USD:BTC',
  'BTCUSD_PERP',
  'BTC-USD-SWAP',
  'BTC USDT',
  '{{ticker}}',
  `${'A'.repeat(40)}USDT`,
])('%j stays undecided', (text) => {
  expect(toSymbol(text)).toBeNull();
});

test('a symbol that was read reads as itself', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Z0-9]{1,12}(USDT|USDC|BTC)(\.P|PERP|_UMCBL|-SWAP)?$/), (text) => {
      const once = toSymbol(text);
      if (once) expect(toSymbol(once.symbol)?.symbol).toBe(once.symbol);
    }),
  );
});
