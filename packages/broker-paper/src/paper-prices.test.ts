import { expect, test } from 'vitest';
import { decimal, formatDecimal, readsMarket } from '@perpdesk/broker-core';
import { connectedBench, symbol } from './paper-broker.test.fixture.ts';

test('tells its prices as they moved since it was connected', async () => {
  const { broker, feed } = await connectedBench();
  if (!readsMarket(broker)) throw new Error('It tells no prices.');
  const before = await broker.getMarkPrice(symbol);
  feed.setPrice(symbol, before.times('1.1'), before);
  feed.setPrice(symbol, before.times('0.99'));
  feed.setPrice('NOTLISTED', decimal('1'));
  await broker.getServerTime();
  expect(await broker.getPremium(symbol)).toEqual({
    symbol,
    markPrice: before,
    indexPrice: null,
    fundingRate: null,
    nextFundingAt: null,
  });
  const day = await broker.getDayPrices(symbol);
  expect(formatDecimal(day.changePercent)).toBe('-1');
  expect(day.high).toEqual(before.times('1.1'));
  const [candle, second] = await broker.getCandles(symbol, { interval: '1h', limit: 100 });
  expect(candle).toMatchObject({ open: before, high: before.times('1.1'), low: before.times('0.99') });
  expect(second).toBeUndefined();
  await expect(broker.getCandles(symbol, { interval: '1h', limit: 0 })).rejects.toMatchObject({
    code: 'invalid-request',
  });
  await expect(broker.getPremium('NOTLISTED')).rejects.toMatchObject({ code: 'unknown-symbol' });
  await broker.close();
  await expect(broker.getDayPrices(symbol)).rejects.toMatchObject({ code: 'not-connected' });
});
