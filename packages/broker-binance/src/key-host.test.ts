import { expect, test } from 'vitest';
import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { silentLogger, systemClock } from '@perpdesk/broker-core';
import { createKeyHost, keyHostOf } from './key-host.ts';
import { API_KEY, connectBench, failureOf, openBench, SECRET_KEY, until } from './venue-bench.test.fixture.ts';

test.each([
  ['live', undefined, 'https://api.binance.com'],
  ['live', 'https://fapi-mm.binance.com', 'https://api.binance.com'],
  ['live', 'http://127.0.0.1:9000', 'http://127.0.0.1:9000'],
  ['demo', undefined, null],
  ['demo', 'https://demo-fapi.binance.com', null],
  ['demo', 'http://127.0.0.1:9000', 'http://127.0.0.1:9000'],
] as const)('keys of %s with REST base %j are asked about at %j', (environment, rest, host) => {
  expect(keyHostOf(environment, rest)).toBe(host);
});

const RESTRICTIONS = { ipRestrict: true, enableWithdrawals: false, enableFutures: true };

test('it is asked with a signature of the exchange’s time, and only when somebody asks', async () => {
  const asked: IncomingMessage[] = [];
  const server = createServer((incoming, outgoing) => {
    asked.push(incoming);
    outgoing.end(JSON.stringify(RESTRICTIONS));
  }).listen(0, '127.0.0.1');
  await until('it listens', () => server.listening);
  const address = server.address();
  const rest = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  const host = createKeyHost({
    environment: 'live',
    endpoints: { rest },
    credentials: { apiKey: API_KEY, secretKey: SECRET_KEY },
    clock: systemClock,
    logger: silentLogger,
    venueClock: { now: () => 1_790_000_000_500 } as never,
  });
  expect(asked).toEqual([]);
  const path = '/sapi/v1/account/apiRestrictions';
  const call = { operation: 'getKeyPermissions', method: 'GET', path, security: 'signed', weight: 1 } as const;
  expect((await host?.call(call))?.body).toEqual(RESTRICTIONS);
  const url = new URL(asked[0]?.url ?? '', rest);
  expect(url.pathname).toBe(path);
  expect(asked[0]?.headers['x-mbx-apikey']).toBe(API_KEY);
  expect(url.searchParams.get('timestamp')).toBe('1790000000000');
  const signed = url.search.slice(1).replace(/&signature=\w+$/, '');
  expect(url.searchParams.get('signature')).toBe(createHmac('sha256', SECRET_KEY).update(signed).digest('hex'));
  await host?.close();
  server.close();
});

test('a broker asks for its key’s permissions when it is told to, and not before', async () => {
  const { venue, broker, calls } = await connectBench();
  expect(await broker.getKeyPermissions()).toEqual({
    canTradeFutures: true,
    canWithdraw: expect.any(Boolean),
    isIpRestricted: expect.any(Boolean),
  });
  expect(calls).toEqual(['GET /sapi/v1/account/apiRestrictions']);
  venue.faults.add({
    on: { path: '/sapi/v1/account/apiRestrictions' },
    do: { kind: 'answer', status: 400, code: -2015, msg: `Invalid ${API_KEY}.`, isExecuted: false },
  });
  const failure = await failureOf(broker.getKeyPermissions());
  expect(failure.code).toBe('not-authorized');
  expect(JSON.stringify([failure, failure.message])).not.toContain(API_KEY);
});

test.each([418, 429])('after %i it is left alone until the wait is over, by all accounts', async (status) => {
  const { venue, add, calls } = await openBench();
  const path = '/sapi/v1/account/apiRestrictions';
  const brokers = [add({ id: 'a' }), add({ id: 'b' })];
  for (const broker of brokers) await broker.connect();
  venue.faults.plan((call) => {
    if (call.path !== path) return null;
    calls.push(path);
    return {
      kind: 'answer',
      status,
      code: -1003,
      msg: 'Banned.',
      headers: { 'Retry-After': '600' },
      isExecuted: false,
    };
  });
  for (const broker of [...brokers, ...brokers]) {
    const failure = await failureOf(broker.getKeyPermissions());
    expect(failure).toMatchObject({ code: 'rate-limited', outcome: 'not-sent' });
    expect(failure.retryAfterMs).toBeGreaterThan(500_000);
  }
  expect(calls.filter((call) => call === path)).toHaveLength(1);
});
