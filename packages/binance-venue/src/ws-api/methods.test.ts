import { expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { createRestClient, openVenue } from '../rest.test.fixture.ts';
import { openAccount, summaryOf } from '../stream/stream.test.fixture.ts';
import { openWsApi, payloadOf, signHmac } from './ws-api.test.fixture.ts';
import { at, textAt } from '../json.test.fixture.ts';

const LIMIT = { symbol: 'BTCUSDT', side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: '0.010', price: '59000' };
const MARKET = { symbol: 'BTCUSDT', side: 'BUY', type: 'MARKET', quantity: '0.010' };
const STOP = { algoType: 'CONDITIONAL', symbol: 'BTCUSDT', side: 'BUY', type: 'STOP_MARKET', quantity: '0.010' };

test('an order is placed, asked for, amended and canceled, as over REST', async () => {
  const venue = await openVenue();
  const { signed } = await openWsApi(venue);
  const placed = await signed('order.place', { ...LIMIT, newClientOrderId: 'li' });
  expect(placed).toMatchObject({ status: 200, result: { clientOrderId: 'li', status: 'NEW', origQty: '0.010' } });
  expect(placed.result).not.toHaveProperty('avgPrice');
  const asked = { symbol: 'BTCUSDT', origClientOrderId: 'li' };
  const amended = await signed('order.modify', { ...asked, side: 'BUY', quantity: '0.020', price: '59000' });
  expect(amended.result).toMatchObject({ orderId: at(placed.result, 'orderId'), origQty: '0.020' });
  expect((await signed('order.status', asked)).result).toMatchObject({ status: 'NEW', avgPrice: '0.00' });
  expect((await signed('order.cancel', asked)).result).toMatchObject({ status: 'CANCELED' });
  expect(await signed('order.cancel', asked)).toMatchObject({ status: 400, error: { code: -2011 } });
  expect(venue.state().orders).toMatchObject([{ clientOrderId: 'li', status: 'canceled' }]);
});

test('conditional orders go by the algo service, and by it alone', async () => {
  const venue = await openVenue();
  const { signed } = await openWsApi(venue);
  const plain = { symbol: 'BTCUSDT', side: 'BUY', quantity: '0.010', stopPrice: '61000' };
  for (const type of ['STOP', 'STOP_MARKET', 'TAKE_PROFIT', 'TAKE_PROFIT_MARKET', 'TRAILING_STOP_MARKET']) {
    expect(await signed('order.place', { ...plain, type })).toMatchObject({ status: 400, error: { code: -4120 } });
  }
  const placed = await signed('algoOrder.place', { ...STOP, triggerPrice: '61000', clientAlgoId: 'st' });
  expect(placed.result).toMatchObject({ clientAlgoId: 'st', algoStatus: 'NEW' });
  const algoId = textAt(placed, 'result', 'algoId');
  expect((await signed('algoOrder.cancel', { algoId })).result).toMatchObject({ algoId, code: '200' });
});

test('ids of 19 digits keep their digits both ways, sent as text or as numbers', async () => {
  const venue = await openVenue();
  const { signed, stream } = await openWsApi(venue);
  const placed = await signed('order.place', LIMIT);
  expect(stream.texts.at(-1)).toMatch(/"orderId":8389765\d{12},/);
  const orderId = textAt(placed, 'result', 'orderId');
  expect(at((await signed('order.status', { symbol: 'BTCUSDT', orderId })).result, 'orderId')).toBe(orderId);
  const params = { apiKey: 'venue-key', orderId, symbol: 'BTCUSDT', timestamp: venue.clock().now };
  const message = { id: 'n', method: 'order.status', params: { ...params, signature: signHmac(payloadOf(params)) } };
  stream.forget();
  stream.send(JSON.stringify(message).replace(`"${orderId}"`, orderId));
  expect((await stream.heard(1))[0]).toMatchObject({ id: 'n', status: 200, result: { orderId } });
});

test('numbers with many decimals are read as they were sent', async () => {
  const venue = await openVenue();
  const { stream } = await openWsApi(venue);
  const quantity = '0.0100000000000000001';
  const params = { apiKey: 'venue-key', ...MARKET, quantity, timestamp: venue.clock().now };
  const message = { id: 1, method: 'order.place', params: { ...params, signature: signHmac(payloadOf(params)) } };
  stream.send(JSON.stringify(message).replace(`"${quantity}"`, quantity));
  expect((await stream.heard(1))[0]).toMatchObject({ id: 1, status: 400, error: { code: -1111 } });
});

test('account, balance and positions are told in both versions', async () => {
  const venue = await openVenue();
  const { signed } = await openWsApi(venue);
  await signed('order.place', MARKET);
  const results = await Promise.all(
    ['account.balance', 'v2/account.balance', 'account.status', 'v2/account.status'].map((method) => signed(method)),
  );
  expect(results.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(at(results[1], 'result')).toMatchObject([{ asset: 'USDT' }]);
  expect((await signed('v2/account.position', { symbol: 'BTCUSDT' })).result).toMatchObject([
    { positionAmt: '0.010', entryPrice: expect.stringMatching(/^60000/) },
  ]);
  expect((await signed('account.position', { symbol: 'BTCUSDT' })).result).toMatchObject([{ leverage: '20' }]);
});

test('prices, time and book need no key', async () => {
  const venue = await openVenue();
  const { send } = await openWsApi(venue);
  expect(await send('ping')).toMatchObject({ status: 200, result: {} });
  expect(at((await send('time')).result, 'serverTime')).toBeGreaterThan(1e12);
  expect((await send('ticker.price', { symbol: 'BTCUSDT' })).result).toMatchObject({ price: '60000' });
  expect((await send('ticker.book', { symbol: 'BTCUSDT' })).result).toMatchObject({ askPrice: '60000.00' });
  expect(at((await send('depth', { symbol: 'BTCUSDT' })).result, 'asks')).toHaveLength(1);
});

test('the listen key is one with that of REST', async () => {
  const venue = await openVenue();
  const { send } = await openWsApi(venue);
  const { listenKey, stream, order } = await openAccount(venue, 'TRADE_LITE');
  const key = { apiKey: 'venue-key' };
  expect((await send('userDataStream.start', key)).result).toEqual({ listenKey });
  expect((await send('userDataStream.ping', key)).result).toEqual({ listenKey });
  await order({ side: 'BUY', type: 'MARKET', quantity: '0.010', newClientOrderId: 'in' });
  expect((await stream.heard(1)).map(summaryOf)).toEqual(['lite in l=0.010']);
  expect((await send('userDataStream.stop', key)).status).toBe(200);
  expect(await stream.closed()).toBe(1000);
  expect(await send('userDataStream.ping', key)).toMatchObject({ status: 400, error: { code: -1125 } });
});

test('both transports count into the same limits, which answers tell unless asked not to', async () => {
  const venue = await openVenue({ limits: { ordersPer10s: 2 } });
  const { signed } = await openWsApi(venue);
  // begin with a fresh window, so that all three fall into one
  venue.skewClock(10_000 - (venue.clock().now % 10_000));
  await createRestClient(venue).post('/fapi/v1/order', LIMIT);
  const second = await signed('order.place', LIMIT);
  expect(second.rateLimits).toContainEqual({
    rateLimitType: 'ORDERS',
    interval: 'SECOND',
    intervalNum: 10,
    limit: 2,
    count: 2,
  });
  const third = await signed('order.place', LIMIT);
  expect(third).toMatchObject({ status: 429, error: { code: -1015, data: { retryAfter: expect.any(Number) } } });
  expect(venue.state().orders).toHaveLength(2);
  expect(await signed('order.status', { ...LIMIT, returnRateLimits: false })).not.toHaveProperty('rateLimits');
});

test('the time of a request is checked on arrival and again at its matching', async () => {
  const venue = await openVenue({ latencyMs: 60 });
  const { signed } = await openWsApi(venue);
  const { now } = venue.clock();
  expect(await signed('order.place', { ...LIMIT, timestamp: now - 9_000 })).toMatchObject({ error: { code: -1021 } });
  expect(await signed('order.place', { ...LIMIT, timestamp: now + 9_000 })).toMatchObject({ error: { code: -1021 } });
  expect(await signed('order.place', { ...LIMIT, recvWindow: 30 })).toMatchObject({ error: { code: -5028 } });
  expect(venue.state().orders).toEqual([]);
  expect(await signed('algoOrder.place', { ...STOP, triggerPrice: decimal('61000'), recvWindow: 30 })).toMatchObject({
    error: { code: -5028 },
  });
});
