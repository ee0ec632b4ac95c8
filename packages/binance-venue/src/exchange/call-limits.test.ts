import { expect, test } from 'vitest';
import { createRestClient, openVenue } from '../rest.test.fixture.ts';

const ORDER = { symbol: 'BTCUSDT', side: 'BUY', type: 'MARKET', quantity: '0.01' };

test('tells weight and order counts in headers', async () => {
  const rest = createRestClient(await openVenue());
  const weighed = await rest.get('/fapi/v1/openOrders');
  expect(weighed.headers.get('x-mbx-used-weight-1m')).toBe('40');
  expect(weighed.headers.get('x-mbx-order-count-10s')).toBeNull();
  const ordered = await rest.post('/fapi/v1/order', ORDER);
  expect(ordered.headers.get('x-mbx-used-weight-1m')).toBe('40');
  expect(ordered.headers.get('x-mbx-order-count-10s')).toBe('1');
  expect(ordered.headers.get('x-mbx-order-count-1m')).toBe('1');
  const batch = JSON.stringify([ORDER, ORDER]);
  const batched = await rest.post('/fapi/v1/batchOrders', { batchOrders: batch });
  expect(batched.headers.get('x-mbx-used-weight-1m')).toBe('45');
  expect(batched.headers.get('x-mbx-order-count-10s')).toBe('6');
  expect(batched.headers.get('x-mbx-order-count-1m')).toBe('2');
});

test('answers 429 over the weight of a minute, and bans who goes on', async () => {
  const venue = await openVenue({ limits: { weightPerMinute: 50 } });
  const rest = createRestClient(venue);
  expect((await rest.get('/fapi/v1/openOrders')).status).toBe(200);
  const refused = await rest.get('/fapi/v1/openOrders');
  expect(refused).toMatchObject({ status: 429, body: { code: -1003 } });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
  for (let call = 0; call < 4; call += 1) expect((await rest.get('/fapi/v1/ping')).status).toBe(429);
  const banned = await rest.get('/fapi/v1/ping');
  expect(banned).toMatchObject({ status: 418, body: { code: -1003 } });
  expect(banned.headers.get('retry-after')).toBe('120');
  venue.skewClock(121_000);
  expect((await rest.get('/fapi/v1/ping')).status).toBe(200);
});

test('counts orders by account', async () => {
  const venue = await openVenue({
    limits: { ordersPer10s: 2 },
    accounts: [
      { apiKey: 'a', secretKey: 'venue-secret' },
      { apiKey: 'b', secretKey: 'venue-secret' },
    ],
  });
  const [first, second] = [createRestClient(venue, { apiKey: 'a' }), createRestClient(venue, { apiKey: 'b' })];
  // begin with a fresh window, so that all three fall into one
  venue.skewClock(10_000 - (venue.clock().now % 10_000));
  await first.post('/fapi/v1/order', ORDER);
  await first.post('/fapi/v1/order', ORDER);
  expect(await first.post('/fapi/v1/order', ORDER)).toMatchObject({
    status: 429,
    body: { code: -1015, msg: 'Too many new orders; current limit is 2 orders per 10 SECOND.' },
  });
  expect((await second.post('/fapi/v1/order', ORDER)).status).toBe(200);
  venue.skewClock(10_000);
  expect((await first.post('/fapi/v1/order', ORDER)).status).toBe(200);
});
