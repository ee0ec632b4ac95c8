import { expect, test } from 'vitest';
import { decimal, formatDecimal, readsMarket } from '@perpdesk/broker-core';
import { connectBench } from '../venue-bench.test.fixture.ts';

test('reads premium, day and candles of the exchange, one request each', async () => {
  const { venue, broker, calls } = await connectBench();
  expect(readsMarket(broker)).toBe(true);
  venue.setPrice('BTCUSDT', decimal('61000'));
  venue.setPrice('BTCUSDT', decimal('60500.5'), decimal('60400'));
  const premium = await broker.getPremium('BTCUSDT');
  const day = await broker.getDayPrices('BTCUSDT');
  const candles = await broker.getCandles('BTCUSDT', { interval: '1h', limit: 10 });
  expect(premium).toMatchObject({ symbol: 'BTCUSDT', indexPrice: expect.anything() });
  expect([premium.markPrice, premium.fundingRate].map((it) => formatDecimal(it ?? decimal('0')))).toEqual([
    '60400',
    '0.0001',
  ]);
  expect(premium.nextFundingAt).toBeGreaterThan(0);
  expect([day.last, day.high].map((it) => formatDecimal(it))).toEqual(['60500.5', '61000']);
  expect(formatDecimal(candles.at(-1)?.close ?? decimal('0'))).toBe('60500.5');
  expect(calls).toEqual(['GET /fapi/v1/premiumIndex', 'GET /fapi/v1/ticker/24hr', 'GET /fapi/v1/klines']);
  await expect(broker.getPremium('NOPE')).rejects.toMatchObject({ code: 'unknown-symbol' });
});
