import { expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { openVenue, send } from '../../rest.test.fixture.ts';
import { at, rowsAt, numberAt } from '../../json.test.fixture.ts';

test('lists symbols with their filters, of every kind that a client must tell apart', async () => {
  const { url } = await openVenue();
  const { body } = await send(`${url}/fapi/v1/exchangeInfo`);
  const find = (symbol: string) => rowsAt(body, 'symbols').find((one) => one.symbol === symbol);
  const bitcoin = find('BTCUSDT');
  expect(bitcoin).toMatchObject({
    contractType: 'PERPETUAL',
    status: 'TRADING',
    marginAsset: 'USDT',
    pricePrecision: 2,
  });
  expect(rowsAt(at(bitcoin, 'filters')).map((one) => one.filterType)).toEqual([
    'PRICE_FILTER',
    'LOT_SIZE',
    'MARKET_LOT_SIZE',
    'MAX_NUM_ORDERS',
    'MIN_NOTIONAL',
    'PERCENT_PRICE',
    'POSITION_RISK_CONTROL',
  ]);
  expect(at(at(bitcoin, 'filters'), 0)).toMatchObject({ tickSize: '0.10' });
  expect(at(at(find('1000PEPEUSDT'), 'filters'), 0, 'tickSize')).toBe('0.00000010');
  expect(find('BTCUSDC')).toMatchObject({ quoteAsset: 'USDC', marginAsset: 'USDC' });
  expect(find('BTCUSDT_270326')).toMatchObject({ contractType: 'CURRENT_QUARTER', pair: 'BTCUSDT' });
  expect(at(find('MATICUSDT'), 'status')).toBe('SETTLING');
  expect(at(body, 'rateLimits')).toContainEqual({
    rateLimitType: 'REQUEST_WEIGHT',
    interval: 'MINUTE',
    intervalNum: 1,
    limit: 2400,
  });
});

test('tells last and mark price apart', async () => {
  const venue = await openVenue();
  venue.setPrice('BTCUSDT', decimal('60500'), decimal('60400.5'));
  const get = async (path: string) => (await send(`${venue.url}${path}`)).body;
  expect(await get('/fapi/v1/premiumIndex?symbol=BTCUSDT')).toMatchObject({ markPrice: '60400.50000000' });
  expect(await get('/fapi/v1/ticker/price?symbol=BTCUSDT')).toMatchObject({ price: '60500' });
  expect(await get('/fapi/v2/ticker/price')).toContainEqual(
    expect.objectContaining({ symbol: 'ETHUSDT', price: '3000' }),
  );
  expect(await get('/fapi/v1/ticker/bookTicker?symbol=BTCUSDT')).toMatchObject({
    bidPrice: '60499.90',
    askPrice: '60500.00',
  });
  expect(await get('/fapi/v1/depth?symbol=BTCUSDT')).toMatchObject({ asks: [['60500.00', '10.000']] });
  expect(await get('/fapi/v1/premiumIndex?symbol=NOPE')).toEqual({ code: -1121, msg: 'Invalid symbol.' });
});

test('makes trades, bars and a day out of the prices that were set', async () => {
  const venue = await openVenue();
  for (const price of ['61000', '59000', '60500']) venue.setPrice('BTCUSDT', decimal(price));
  const get = async (path: string) => (await send(`${venue.url}${path}`)).body;
  expect(rowsAt(await get('/fapi/v1/aggTrades?symbol=BTCUSDT')).map((one) => one.p)).toEqual([
    '60000.00',
    '61000.00',
    '59000.00',
    '60500.00',
  ]);
  const bars = await get('/fapi/v1/klines?symbol=BTCUSDT&interval=1d');
  expect([1, 2, 3, 4].map((column) => at(bars, 0, column))).toEqual(['60000.00', '61000.00', '59000.00', '60500.00']);
  expect(await get('/fapi/v1/klines?symbol=BTCUSDT&interval=7m')).toMatchObject({ code: -1120 });
  expect(await get('/fapi/v1/ticker/24hr?symbol=BTCUSDT')).toMatchObject({
    highPrice: '61000.00',
    lowPrice: '59000.00',
  });
});

test('answers ping and time, and names a path that is not there', async () => {
  const venue = await openVenue();
  expect((await send(`${venue.url}/fapi/v1/ping`)).body).toEqual({});
  const { body } = await send(`${venue.url}/fapi/v1/time`);
  expect(Math.abs(numberAt(body, 'serverTime') - venue.clock().now)).toBeLessThan(2_000);
  expect(await send(`${venue.url}/fapi/v1/nothing`)).toMatchObject({
    status: 404,
    body: { code: -5000, msg: 'Path /fapi/v1/nothing, Method GET is invalid' },
  });
});
