import { afterEach, expect, test } from 'vitest';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { createServer } from 'node:tls';
import { deadHost, listenHttp, listenTcp, until } from './loopback.test.fixture.ts';
import { failureOf, PLACE, READ, transportAt } from './transport.test.fixture.ts';
import type { Transport, TransportOptions } from './transport.ts';

const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const open of closing.splice(0).toReversed()) await open.close();
});

function at(rest: string, options: Partial<TransportOptions> = {}): Transport {
  const transport = transportAt({ rest }, options);
  closing.push(transport);
  return transport;
}

async function silentServer() {
  const server = await listenHttp(() => {});
  closing.push(server);
  return server;
}

test('where nobody listens nothing was sent, and it does not count', async () => {
  const { rest, limits } = at(await deadHost());
  expect(await failureOf(rest.call(PLACE))).toMatchObject({ code: 'network', outcome: 'not-sent' });
  expect(limits().ordersPer10s.used).toBe(0);
});

test('a name that does not resolve: nothing was sent', async () => {
  const { rest } = at('nowhere.invalid');
  expect(await failureOf(rest.call(READ))).toMatchObject({ code: 'network', outcome: 'not-sent' });
});

test('an answer that does not come is waited for 5 s for a write, 10 s for a read, by our clock', async () => {
  const server = await silentServer();
  const clock = createFakeClock(1_700_000_000_000);
  const { rest, limits } = at(server.host, { clock });
  for (const [call, ms] of [
    [PLACE, 5_000],
    [READ, 10_000],
    [{ ...PLACE, timeoutMs: 700 }, 700],
  ] as const) {
    const asked = server.requests.length;
    let isOver = false;
    const failed = failureOf(rest.call(call)).finally(() => {
      isOver = true;
    });
    await until(() => server.requests.length > asked);
    await clock.advance(ms - 1);
    expect(isOver).toBe(false);
    await clock.advance(1);
    expect(await failed).toMatchObject({ code: 'timeout', outcome: 'unknown' });
  }
  expect(limits().ordersPerMinute.used).toBe(2);
  expect(clock.scheduledCount).toBe(0);
});

test('an abort after the request has left is unknown, before it nothing was sent', async () => {
  const server = await silentServer();
  const { rest } = at(server.host);
  const stop = new AbortController();
  const failed = failureOf(rest.call({ ...PLACE, abortSignal: stop.signal }));
  await until(() => server.requests.length === 1);
  stop.abort();
  expect(await failed).toMatchObject({ code: 'aborted', outcome: 'unknown' });
  const late = await failureOf(rest.call({ ...PLACE, abortSignal: stop.signal }));
  expect(late).toMatchObject({ code: 'aborted', outcome: 'not-sent' });
  const now = new AbortController();
  const soon = failureOf(rest.call({ ...PLACE, abortSignal: now.signal }));
  now.abort();
  expect(await soon).toMatchObject({ code: 'aborted', outcome: 'not-sent' });
  expect(server.requests).toHaveLength(1);
});

test('a connection that breaks after the request is unknown: at once, in the head, in the body', async () => {
  const beginnings = [
    '',
    'HTTP/1.1 200 OK\r\nContent-',
    'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"orderId":1',
    'SSH-2.0\r\n\r\n',
  ];
  for (const beginning of beginnings) {
    const server = await listenTcp((socket) => {
      socket.once('data', () => socket.end(beginning));
    });
    closing.push(server);
    const error = await failureOf(at(server.host).rest.call(PLACE));
    expect([beginning, error.code, error.outcome]).toEqual([beginning, 'network', 'unknown']);
  }
});

test('a kept connection that the server resets under a write is unknown', async () => {
  let requests = 0;
  const server = await listenTcp((socket) => {
    socket.on('data', () => {
      requests += 1;
      if (requests === 1) socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\n{}');
      else socket.resetAndDestroy();
    });
  });
  closing.push(server);
  const { rest } = at(server.host);
  await rest.call(PLACE);
  expect(await failureOf(rest.call(PLACE))).toMatchObject({ code: 'network', outcome: 'unknown' });
});

test('a TLS host that takes the connection and never shakes hands has been sent nothing', async () => {
  const server = await listenTcp(() => {});
  const clock = createFakeClock(0);
  const transport = transportAt(
    {},
    { clock, endpoints: { rest: `https://${server.host}`, wsApi: 'ws://127.0.0.1:9' } },
  );
  closing.push(server, transport);
  const failed = failureOf(transport.rest.call(PLACE));
  await new Promise((resolve) => void setTimeout(resolve, 30));
  await clock.advance(5_000);
  expect(await failed).toMatchObject({ outcome: 'not-sent' });
});

test('a TLS host with which no handshake is possible has been sent nothing', async () => {
  const server = createServer({});
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { readonly port: number };
  const transport = transportAt({}, { endpoints: { rest: `https://127.0.0.1:${port}`, wsApi: 'ws://127.0.0.1:9' } });
  closing.push({ close: () => new Promise((resolve) => void server.close(() => resolve())) }, transport);
  expect(await failureOf(transport.rest.call(PLACE))).toMatchObject({ code: 'network', outcome: 'not-sent' });
});

test('a request that is still in the queue when its time is up was not sent', async () => {
  const server = await silentServer();
  const { rest, limits } = at(server.host);
  const stop = new AbortController();
  const held = Array.from({ length: 64 }, () => failureOf(rest.call({ ...PLACE, abortSignal: stop.signal })));
  await until(() => server.requests.length === 64);
  const late = await failureOf(rest.call({ ...PLACE, timeoutMs: 10 }));
  expect(late).toMatchObject({ code: 'timeout', outcome: 'not-sent' });
  stop.abort();
  for (const error of await Promise.all(held)) expect(error.outcome).toBe('unknown');
  expect([server.requests.length, limits().ordersPer10s.used]).toEqual([64, 64]);
});

test('an answer without end is cut off', async () => {
  const server = await listenHttp((_request, response) => {
    const more = () => {
      while (response.write('x'.repeat(65_536)));
      response.once('drain', more);
    };
    more();
  });
  closing.push(server);
  const error = await failureOf(at(server.host).rest.call(READ));
  expect(error).toMatchObject({ code: 'network', outcome: 'unknown' });
  expect(error.message).toContain('33554432 bytes');
});

test('closing fails what is under way as unknown, and what comes later as not connected', async () => {
  const server = await silentServer();
  const transport = at(server.host);
  const failed = failureOf(transport.rest.call(PLACE));
  await until(() => server.requests.length === 1);
  await transport.close();
  expect(await failed).toMatchObject({ code: 'network', outcome: 'unknown' });
  expect(await failureOf(transport.rest.call(READ))).toMatchObject({ code: 'not-connected', outcome: 'not-sent' });
});

test('a validity that Binance does not take is refused before it leaves, over both transports', async () => {
  const server = await silentServer();
  const { rest, wsApi } = at(server.host);
  for (const validity of [
    { fromAt: 0, untilAt: 60_001 },
    { fromAt: 10, untilAt: 10 },
    { fromAt: 0.5, untilAt: 1_000.5 },
    { fromAt: Number.NaN, untilAt: 1 },
  ]) {
    const wrong = { code: 'invalid-request', outcome: 'not-sent' };
    expect(await failureOf(rest.call({ ...PLACE, validity }))).toMatchObject(wrong);
    expect(await failureOf(wsApi.call({ ...PLACE, method: 'order.place', params: {}, validity }))).toMatchObject(wrong);
  }
  expect(server.requests).toHaveLength(0);
});
