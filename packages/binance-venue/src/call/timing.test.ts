import { expect, test } from 'vitest';
import { createRestClient, openVenue } from '../rest.test.fixture.ts';
import { at, numberAt } from '../json.test.fixture.ts';

const ORDER = { symbol: 'BTCUSDT', side: 'BUY', type: 'MARKET', quantity: '0.01' };

test('refuses a request that is older than its window or more than a second ahead', async () => {
  const venue = await openVenue();
  const rest = createRestClient(venue);
  const sentAt = (ms: number, recvWindow?: string) =>
    rest.get('/fapi/v3/balance', {
      timestamp: String(venue.clock().now + ms),
      ...(recvWindow === undefined ? {} : { recvWindow }),
    });
  expect((await sentAt(-4_000)).status).toBe(200);
  expect((await sentAt(900)).status).toBe(200);
  expect((await sentAt(-6_000)).body).toEqual({
    code: -1021,
    msg: 'Timestamp for this request is outside of the recvWindow.',
  });
  expect((await sentAt(-6_000, '7000')).status).toBe(200);
  expect(at((await sentAt(-300, '200')).body, 'code')).toBe(-1021);
  expect((await sentAt(1_500)).body).toEqual({
    code: -1021,
    msg: "Timestamp for this request was 1000ms ahead of the server's time.",
  });
  expect(at((await sentAt(0, '60001')).body, 'code')).toBe(-1131);
  expect(at((await rest.get('/fapi/v3/balance', { timestamp: 'now' })).body, 'code')).toBe(-1102);
});

test('follows its own clock when that is moved', async () => {
  const venue = await openVenue();
  const rest = createRestClient(venue);
  const before = venue.clock().now;
  venue.skewClock(-30_000);
  expect(at((await rest.get('/fapi/v3/balance', { timestamp: String(before) })).body, 'code')).toBe(-1021);
  const { body } = await rest.get('/fapi/v1/time');
  expect(Math.abs(numberAt(body, 'serverTime') - (before - 30_000))).toBeLessThan(2_000);
});

test('checks the window again at the matching engine', async () => {
  const venue = await openVenue({ latencyMs: 120 });
  const rest = createRestClient(venue);
  expect((await rest.post('/fapi/v1/order', { ...ORDER, recvWindow: '40' })).body).toEqual({
    code: -5028,
    msg: 'Timestamp for this request is outside of the ME recvWindow.',
  });
  expect(venue.state().orders).toEqual([]);
  expect((await rest.post('/fapi/v1/order', { ...ORDER, recvWindow: '5000' })).status).toBe(200);
});

test('never executes a write that was held back on the way past its window', async () => {
  const venue = await openVenue();
  const rest = createRestClient(venue);
  venue.faults.add({ on: { path: '/fapi/v1/order' }, do: { kind: 'hold', ms: 150 }, times: 2 });
  expect(at((await rest.post('/fapi/v1/order', { ...ORDER, recvWindow: '100' })).body, 'code')).toBe(-1021);
  expect((await rest.post('/fapi/v1/order', { ...ORDER, recvWindow: '2000' })).status).toBe(200);
  expect(venue.state().orders).toHaveLength(1);
});
