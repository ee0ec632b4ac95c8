import { afterEach, expect, test } from 'vitest';
import { createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { listenHttp } from './loopback.test.fixture.ts';
import { API_KEY, failureOf, PLACE, READ, SECRET_KEY, transportAt } from './transport.test.fixture.ts';
import type { Transport, TransportOptions } from './transport.ts';

const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const open of closing.splice(0).toReversed()) await open.close();
});

async function bench(
  answer: (response: ServerResponse, path: string) => void,
  options: Partial<TransportOptions> = {},
) {
  const server = await listenHttp((request, response) => answer(response, request.url ?? ''));
  const transport: Transport = transportAt({ rest: server.host }, options);
  closing.push(server, transport);
  return { ...transport, server };
}

const json = (response: ServerResponse, body: unknown, status = 200, headers: Record<string, string> = {}) =>
  void response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));

test('a write is signed with exactly its validity, all in the query', async () => {
  const { rest, server } = await bench((response) => json(response, { orderId: 1 }));
  await rest.call(PLACE);
  const [request] = server.requests;
  const [text = '', signature] = (request?.url ?? '').replace('/fapi/v1/order?', '').split('&signature=');
  expect(text).toBe(
    'symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.010&newClientOrderId=desk-1&timestamp=1700000000000&recvWindow=5000',
  );
  expect(signature).toBe(createHmac('sha256', SECRET_KEY).update(text).digest('hex'));
  expect(request?.method).toBe('POST');
  expect(request?.headers).toMatchObject({ 'x-mbx-apikey': API_KEY, 'content-length': '0' });
});

test('a read’s time lies half a second before our estimate of the exchange’s', async () => {
  const { rest, server } = await bench((response) => json(response, {}));
  const before = Date.now();
  await rest.call(READ);
  const query = new URLSearchParams(server.requests[0]?.url?.split('?')[1]);
  expect(Number(query.get('timestamp'))).toBeGreaterThanOrEqual(before - 500);
  expect(Number(query.get('timestamp'))).toBeLessThanOrEqual(Date.now() - 500);
  expect(query.get('recvWindow')).toBe('10000');
});

test('the key goes along only where it is asked for', async () => {
  const { rest, server } = await bench((response) => json(response, {}));
  const params = { symbol: 'BTCUSDT', limit: undefined };
  await rest.call({ ...READ, security: 'none', params });
  await rest.call({ ...READ, security: 'key', params: {} });
  expect(server.requests.map(({ url, headers }) => [url, headers['x-mbx-apikey']])).toEqual([
    ['/fapi/v1/order?symbol=BTCUSDT', undefined],
    ['/fapi/v1/order', API_KEY],
  ]);
});

test('long ids come as text, and the answer tells when it came', async () => {
  const { rest } = await bench(
    (response) => void response.end('{"orderId":8389765519993908929,"updateTime":1700000000000}'),
  );
  const answer = await rest.call(READ);
  expect(answer.body).toEqual({ orderId: '8389765519993908929', updateTime: 1_700_000_000_000 });
  expect(Math.abs(Date.now() - answer.receivedAt)).toBeLessThan(1_000);
});

test('requests one after another share a connection', async () => {
  const { rest, server } = await bench((response) => json(response, {}));
  for (let call = 0; call < 5; call += 1) await rest.call(PLACE);
  expect(server.connections()).toBe(1);
});

test('a burst keeps to 64 connections, and closing orders go first', async () => {
  const held: (() => void)[] = [];
  const { rest, server } = await bench((response) => void held.push(() => json(response, {})));
  const calls = Array.from({ length: 100 }, () => rest.call({ ...PLACE, params: { side: 'BUY' } }));
  while (server.requests.length < 64) await new Promise((resolve) => void setTimeout(resolve, 1));
  calls.push(rest.call({ ...PLACE, params: { side: 'SELL' }, priority: 'reduce' }));
  await new Promise((resolve) => void setTimeout(resolve, 20));
  expect([server.requests.length, server.connections()]).toEqual([64, 64]);
  held.shift()?.();
  while (server.requests.length < 65) await new Promise((resolve) => void setTimeout(resolve, 1));
  expect(server.requests[64]?.url).toContain('side=SELL');
  const release = setInterval(() => held.shift()?.(), 0);
  await Promise.all(calls);
  clearInterval(release);
  expect(server.connections()).toBeLessThanOrEqual(65);
});

test('a refusal is what errors.ts makes of status, code and text', async () => {
  const { rest } = await bench((response) => json(response, { code: -2019, msg: 'Margin is insufficient.' }, 400));
  expect(await failureOf(rest.call(PLACE))).toMatchObject({
    code: 'insufficient-margin',
    outcome: 'rejected',
    operation: 'placeOrder',
    clientOrderId: 'desk-1',
    venue: { code: -2019, message: 'Margin is insufficient.' },
  });
});

test('a refusal within a 200 is a refusal, a code of success is none', async () => {
  const { rest } = await bench((response, path) =>
    json(response, path.includes('SELL') ? { code: -2011, msg: 'Unknown order sent.' } : { code: 200, msg: 'success' }),
  );
  expect((await rest.call(PLACE)).body).toEqual({ code: 200, msg: 'success' });
  const error = await failureOf(rest.call({ ...PLACE, params: { side: 'SELL' } }));
  expect(error.venue?.code).toBe(-2011);
});

test('503 is told by its text, in JSON and in HTML', async () => {
  const bodies = {
    busy: '<html><body><h1>Service Unavailable.</h1></body></html>',
    lost: JSON.stringify({ code: -1000, msg: 'Unknown error, please check your request or try again later.' }),
    bare: '<html>\n<head><title>503</title></head></html>',
  };
  const { rest } = await bench((response, path) => {
    const name = (['busy', 'lost', 'bare'] as const).find((text) => path.includes(text)) ?? 'bare';
    response.writeHead(503).end(bodies[name]);
  });
  const outcome = async (symbol: string) => {
    const { code, outcome: means } = await failureOf(rest.call({ ...PLACE, params: { symbol } }));
    return [code, means];
  };
  expect(await outcome('busy')).toEqual(['overloaded', 'not-sent']);
  expect((await outcome('lost'))[1]).toBe('unknown');
  expect((await outcome('bare'))[1]).toBe('unknown');
});

test('a success that is no JSON leaves a write unknown', async () => {
  for (const body of ['<html>', '', '{"orderId":']) {
    const { rest } = await bench((response) => void response.end(body));
    expect(await failureOf(rest.call(PLACE))).toMatchObject({ code: 'venue-error', outcome: 'unknown' });
  }
});

test('429 silences the process at this host until Retry-After has passed, over both transports', async () => {
  const { rest, wsApi, server, limits } = await bench((response) =>
    json(response, { code: -1003, msg: 'Too many requests' }, 429, { 'Retry-After': '7' }),
  );
  expect(await failureOf(rest.call(PLACE))).toMatchObject({ code: 'rate-limited', retryAfterMs: 7_000 });
  const neighbour = transportAt({ rest: server.host });
  closing.push(neighbour);
  for (const { call } of [rest, neighbour.rest]) {
    const error = await failureOf(call({ ...PLACE, priority: 'reduce' }));
    expect(error).toMatchObject({ code: 'rate-limited', outcome: 'not-sent' });
    expect(error.retryAfterMs).toBeGreaterThan(6_000);
  }
  expect(server.requests).toHaveLength(1);
  expect(limits().blockedUntilAt).toBeGreaterThan(Date.now() + 6_000);
  expect(wsApi.isReady).toBe(false);
});

test('418 silences it until the ban’s own end, where that is later', async () => {
  const untilAt = Date.now() + 180_000;
  const msg = `Way too many requests; IP(1.2.3.4) banned until ${untilAt}.`;
  const { rest, limits } = await bench((response) =>
    json(response, { code: -1003, msg }, 418, { 'Retry-After': '60' }),
  );
  const { retryAfterMs } = await failureOf(rest.call(PLACE));
  expect(retryAfterMs).toBeGreaterThan(170_000);
  expect(Math.abs((limits().blockedUntilAt ?? 0) - untilAt)).toBeLessThan(1_000);
});

test('too many orders (-1015) silences this account’s orders alone', async () => {
  const { rest, server } = await bench((response, path) =>
    path.includes('timestamp=1700000000000')
      ? json(response, { code: -1015, msg: 'Too many new orders' }, 429, { 'Retry-After': '3' })
      : json(response, {}),
  );
  await failureOf(rest.call(PLACE));
  expect(await failureOf(rest.call(PLACE))).toMatchObject({ code: 'rate-limited', outcome: 'not-sent' });
  expect(server.requests).toHaveLength(1);
  await rest.call(READ);
});

test('limits are obeyed by their codes too, whatever the status is', async () => {
  const { rest, server, limits } = await bench((response, path) =>
    path.includes('timestamp=1700000000000')
      ? json(response, { code: -1015, msg: 'Too many new orders; current limit is 300 orders per TEN_SECONDS.' }, 400)
      : json(response, { code: -1003, msg: 'Too much request weight used.' }, 400),
  );
  expect(await failureOf(rest.call(PLACE))).toMatchObject({ outcome: 'not-sent', retryAfterMs: 10_000 });
  expect(await failureOf(rest.call(PLACE))).toMatchObject({ outcome: 'not-sent' });
  expect(server.requests).toHaveLength(1);
  expect(await failureOf(rest.call(READ))).toMatchObject({ code: 'rate-limited', retryAfterMs: 60_000 });
  expect(limits().blockedUntilAt).not.toBeNull();
});

test('the account’s own order limits stand, whatever the exchange tells everybody', async () => {
  const orders = (limit: number) => [{ rateLimitType: 'ORDERS', interval: 'SECOND', intervalNum: 10, limit }];
  const { rest, limits } = await bench((response, path) =>
    json(response, path.includes('exchangeInfo') ? { rateLimits: orders(300) } : orders(100)),
  );
  await rest.call({ ...READ, path: '/fapi/v1/rateLimit/order' });
  await rest.call({ ...READ, path: '/fapi/v1/exchangeInfo', security: 'none' });
  expect(limits().ordersPer10s.limit).toBe(100);
});

test('limits are learned from headers and bodies', async () => {
  const rows = [{ rateLimitType: 'REQUEST_WEIGHT', interval: 'MINUTE', intervalNum: 1, limit: 1_200 }];
  const { rest, limits } = await bench((response) =>
    json(response, { rateLimits: rows }, 200, { 'X-MBX-USED-WEIGHT-1M': '321', 'X-MBX-ORDER-COUNT-10S': '12' }),
  );
  await rest.call({ ...READ, path: '/fapi/v1/exchangeInfo', security: 'none' });
  expect(limits()).toMatchObject({ weight: { used: 321, limit: 1_200 }, ordersPer10s: { used: 12, limit: 300 } });
});

test('-1021 has the exchange’s time measured anew, once', async () => {
  const { rest, server, venueClock } = await bench((response, path) =>
    path.startsWith('/fapi/v1/time')
      ? json(response, { serverTime: Date.now() - 90_000 })
      : json(response, { code: -1021, msg: 'Timestamp for this request is outside of the recvWindow.' }, 400),
  );
  await Promise.all([failureOf(rest.call(PLACE)), failureOf(rest.call(PLACE))]);
  while (venueClock.offsetMs === null) await new Promise((resolve) => void setTimeout(resolve, 1));
  expect(Math.abs(venueClock.offsetMs + 90_000)).toBeLessThan(100);
  expect(server.requests.filter(({ url }) => url === '/fapi/v1/time')).toHaveLength(4);
});
