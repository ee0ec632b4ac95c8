import { expect, test } from 'vitest';
import { createRestClient, openVenue } from '../rest.test.fixture.ts';
import { createStillClock } from '../stream/still-clock.test.fixture.ts';
import { openWsApi } from './ws-api.test.fixture.ts';
import { rowsAt, type Row } from '../json.test.fixture.ts';

/** Ten seconds into a minute. */
const AT = Date.UTC(2026, 10, 26, 12, 0, 10);

test('who asks too much is answered 429, who goes on 418, each with the time from which on he may ask again', async () => {
  const venue = await openVenue({ clock: createStillClock(AT), limits: { weightPerMinute: 2 } });
  const { send } = await openWsApi(venue);
  expect((await send('time')).rateLimits).toEqual([
    { rateLimitType: 'REQUEST_WEIGHT', interval: 'MINUTE', intervalNum: 1, limit: 2, count: 1 },
  ]);
  await send('time');
  const refused = await send('time');
  expect(refused).toMatchObject({
    status: 429,
    error: { code: -1003, data: { serverTime: AT, retryAfter: AT + 50_000 } },
    rateLimits: [{ rateLimitType: 'REQUEST_WEIGHT', limit: 2, count: 3 }],
  });
  for (let call = 0; call < 4; call += 1) expect((await send('time')).status).toBe(429);
  const banned = await send('time');
  expect(banned).toMatchObject({
    status: 418,
    error: { code: -1003, data: { serverTime: AT, retryAfter: AT + 120_000 } },
  });
  // one address, whatever the transport
  expect((await createRestClient(venue).get('/fapi/v1/time')).status).toBe(418);
  venue.clearLimits();
  expect((await send('time')).status).toBe(200);
});

test('orders are counted by account, over 10 seconds and a minute', async () => {
  const clock = createStillClock(AT);
  const venue = await openVenue({ clock, limits: { ordersPer10s: 1, ordersPerMinute: 2 } });
  const { signed } = await openWsApi(venue);
  const place = () =>
    signed('order.place', { symbol: 'BTCUSDT', side: 'BUY', type: 'MARKET', quantity: '0.010', recvWindow: 60_000 });
  const counts = (answer: Row) =>
    rowsAt(answer, 'rateLimits').map(({ intervalNum, interval, count }) => [interval, intervalNum, count]);
  expect(counts(await place())).toEqual([
    ['MINUTE', 1, 0],
    ['SECOND', 10, 1],
    ['MINUTE', 1, 1],
  ]);
  expect(await place()).toMatchObject({ status: 429, error: { code: -1015, data: { retryAfter: AT + 10_000 } } });
  clock.advance(10_000);
  expect((await place()).status).toBe(200);
  clock.advance(10_000);
  expect(await place()).toMatchObject({ status: 429, error: { code: -1015, data: { retryAfter: AT + 50_000 } } });
  expect(venue.state().orders).toHaveLength(2);
});
