import { expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { BTCUSDT } from '../wire/exchange-info.test.fixture.ts';
import { symbolSchema } from '../wire/exchange-info.ts';
import { instrumentOf } from './instrument.ts';

const of = (changes: object = {}, maxLeverage?: number) =>
  instrumentOf(symbolSchema.parse({ ...BTCUSDT, ...changes }), maxLeverage);

test('an instrument has the rules of its filters', () => {
  expect(of({}, 75)).toEqual({
    symbol: 'BTCUSDT',
    baseAsset: 'BTC',
    quoteAsset: 'USDT',
    settleAsset: 'USDT',
    status: 'trading',
    tickSize: decimal('0.1'),
    stepSize: decimal('0.001'),
    minQuantity: decimal('0.001'),
    maxQuantity: decimal('1000'),
    maxMarketQuantity: decimal('120'),
    minNotional: decimal('100'),
    minPrice: decimal('556.8'),
    maxPrice: decimal('4529764'),
    maxLeverage: 75,
    priceBand: { up: decimal('1.05'), down: decimal('0.95') },
  });
});

test('without brackets the most that Binance gives anywhere stands for the highest leverage', () => {
  expect(of()?.maxLeverage).toBe(125);
});

test('without a price band there is none', () => {
  const filters = BTCUSDT.filters.filter(({ filterType }) => filterType !== 'PERCENT_PRICE');
  expect(of({ filters })).not.toHaveProperty('priceBand');
});

test.each([
  ['TRADING', 'trading'],
  ['PENDING_TRADING', 'halted'],
  ['SETTLING', 'halted'],
  ['BREAK', 'halted'],
  ['CLOSE', 'delisted'],
  ['SOMETHING_NEW', 'unknown'],
  ['toString', 'unknown'],
])('status %s is %s', (status, expected) => expect(of({ status })?.status).toBe(expected));

test('only linear perpetuals are instruments here', () => {
  expect(of({ contractType: 'TRADIFI_PERPETUAL' })).not.toBeNull();
  expect(of({ contractType: 'CURRENT_QUARTER' })).toBeNull();
  expect(of({ contractType: '' })).toBeNull();
  expect(of({ quoteAsset: 'USD', marginAsset: 'BTC' })).toBeNull();
  expect(of({ filters: BTCUSDT.filters.slice(1) })).toBeNull();
});
