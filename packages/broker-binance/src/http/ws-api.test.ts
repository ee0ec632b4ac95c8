import { afterEach, expect, test } from 'vitest';
import { silentLogger, type Clock } from '@perpdesk/broker-core';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { generateKeyPairSync } from 'node:crypto';
import type { WebSocket } from 'ws';
import { settableClock } from '../settable-clock.test.fixture.ts';
import { frameText, listenWs, until } from './loopback.test.fixture.ts';
import { createSigner } from './signer.ts';
import { API_KEY, failureOf, SECRET_KEY, transportAt, WS_PLACE } from './transport.test.fixture.ts';
import type { Transport, TransportOptions } from './transport.ts';
import { createWsApi, type WsApi, type WsApiOptions } from './ws-api.ts';

interface Frame {
  readonly id: string;
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

const privateKey = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const open of closing.splice(0).toReversed()) await open.close();
});

/** The WS-API client alone, with options of its own. */
function wsApiAt(host: string, clock: Clock, options: Partial<WsApiOptions>): WsApi {
  return createWsApi({
    base: `ws://${host}`,
    clock,
    logger: silentLogger,
    random: () => 0,
    signer: createSigner({ apiKey: API_KEY, secretKey: SECRET_KEY }),
    venueClock: { now: () => clock.now(), offsetMs: 0 },
    admit: async () => () => {},
    learnFromRefusal: (refusal) => refusal,
    onLimits: () => {},
    isBlocked: () => false,
    ...options,
  });
}

test('while the exchange asks for a pause no connection is made either', async () => {
  const server = await listenWs(() => {});
  const clock = createFakeClock(0);
  let isBlocked = true;
  const wsApi = wsApiAt(server.host, clock, { isBlocked: () => isBlocked });
  closing.push(server, wsApi);
  wsApi.start();
  await until(() => clock.scheduledCount === 1);
  isBlocked = false;
  expect(server.sockets).toHaveLength(0);
  await clock.advance(500);
  await until(() => wsApi.isReady);
});

/** A WS-API that does with each request what the test says. */
async function bench(onFrame: (peer: WebSocket, frame: Frame) => void, options: Partial<TransportOptions> = {}) {
  const frames: Frame[] = [];
  const server = await listenWs((peer, request) => {
    if (request.url !== '/ws-fapi/v1') peer.terminate();
    peer.on('message', (data) => {
      const frame = JSON.parse(frameText(data)) as Frame;
      frames.push(frame);
      onFrame(peer, frame);
    });
  });
  const transport: Transport = transportAt({ wsApi: server.host }, options);
  closing.push(server, transport);
  transport.wsApi.start();
  await until(() => transport.wsApi.isReady);
  return { ...transport, server, frames };
}

const yes = (peer: WebSocket, { id }: Frame, result: unknown = {}, more: object = {}) =>
  peer.send(JSON.stringify({ id, status: 200, result, ...more }));
const no = (peer: WebSocket, { id }: Frame, status: number, error: object) =>
  peer.send(JSON.stringify({ id, status, error }));

test('before its socket is up a call is not sent', async () => {
  const { wsApi, close } = transportAt({});
  expect(await failureOf(wsApi.call(WS_PLACE))).toMatchObject({ code: 'not-connected', outcome: 'not-sent' });
  await close();
});

test('answers find their requests by id, in any order', async () => {
  const held: (() => void)[] = [];
  const { wsApi, frames } = await bench((peer, frame) => {
    held.unshift(() => yes(peer, frame, { n: frame.params['n'] }));
    if (held.length === 3) for (const answer of held) answer();
  });
  const calls = ['0', '1', '2'].map((n) => wsApi.call({ ...WS_PLACE, params: { n } }));
  expect((await Promise.all(calls)).map(({ body }) => body)).toEqual([{ n: '0' }, { n: '1' }, { n: '2' }]);
  expect(new Set(frames.map(({ id }) => id)).size).toBe(3);
  expect(frames[0]).toMatchObject({
    method: 'order.place',
    params: { timestamp: 1_700_000_000_000, recvWindow: 5_000 },
  });
});

test('an Ed25519 key logs on once per connection, then no request is signed; its validity goes along', async () => {
  const { wsApi, frames, server } = await bench(yes, { credentials: { apiKey: API_KEY, privateKey } });
  await wsApi.call(WS_PLACE);
  server.sockets[0]?.terminate();
  await until(() => !wsApi.isReady);
  await until(() => wsApi.isReady);
  await wsApi.call(WS_PLACE);
  expect(frames.map(({ method }) => method)).toEqual(['session.logon', 'order.place', 'session.logon', 'order.place']);
  expect(frames[0]?.params).toMatchObject({ apiKey: API_KEY, signature: expect.any(String) });
  expect(frames[1]?.params).toEqual({ ...WS_PLACE.params, timestamp: 1_700_000_000_000, recvWindow: 5_000 });
});

test('where the log-on is refused each request is signed', async () => {
  const { wsApi, frames } = await bench(
    (peer, frame) =>
      frame.method === 'session.logon' ? no(peer, frame, 400, { code: -1102, msg: 'no' }) : yes(peer, frame),
    { credentials: { apiKey: API_KEY, privateKey } },
  );
  await wsApi.call(WS_PLACE);
  expect(frames[1]?.params).toMatchObject({ apiKey: API_KEY, signature: expect.any(String) });
});

test.each([
  [401, { code: -2014, msg: 'API-key format invalid.' }],
  [401, { code: -2015, msg: 'Invalid API-key, IP, or permissions for action.' }],
  [400, { code: -1102, msg: "Mandatory parameter 'signature' was not sent, was empty/null, or malformed." }],
])(
  'a log-on that the exchange has forgotten (%j %j): nothing was sent, and the next request is signed',
  async (...refusal) => {
    const { wsApi, frames } = await bench(
      (peer, frame) =>
        frame.method === 'session.logon' || 'signature' in frame.params
          ? yes(peer, frame)
          : no(peer, frame, ...refusal),
      { credentials: { apiKey: API_KEY, privateKey } },
    );
    expect(await failureOf(wsApi.call(WS_PLACE))).toMatchObject({ code: 'not-connected', outcome: 'not-sent' });
    await wsApi.call(WS_PLACE);
    expect(frames.at(-1)?.params).toMatchObject({ apiKey: API_KEY, signature: expect.any(String) });
  },
);

test('a refusal that names no request: what is under way is unknown at once, what it says of the limits is learned', async () => {
  const refusal = { id: null, status: 429, error: { code: -1003, msg: 'Too many requests.' } };
  const server = await listenWs((peer) => peer.on('message', () => peer.send(JSON.stringify(refusal))));
  const learned: unknown[] = [];
  const clock = createFakeClock(0);
  const wsApi = wsApiAt(server.host, clock, {
    learnFromRefusal: (answer) => (learned.push(answer), answer),
  });
  closing.push(server, wsApi);
  wsApi.start();
  await until(() => wsApi.isReady);
  expect(await failureOf(wsApi.call(WS_PLACE))).toMatchObject({ code: 'network', outcome: 'unknown' });
  expect(learned).toEqual([{ status: 429, code: -1003, message: 'Too many requests.', retryAfterMs: null }]);
  expect(wsApi.isReady).toBe(false);
  await clock.advance(500);
  await until(() => wsApi.isReady);
});

test('long ids come as text', async () => {
  const { wsApi } = await bench((peer, { id }) =>
    peer.send(`{"id":"${id}","status":200,"result":{"orderId":8389765519993908929}}`),
  );
  expect((await wsApi.call(WS_PLACE)).body).toEqual({ orderId: '8389765519993908929' });
});

test('a refusal is what errors.ts makes of it', async () => {
  const { wsApi } = await bench((peer, frame) => no(peer, frame, 400, { code: -2019, msg: 'Margin is insufficient.' }));
  expect(await failureOf(wsApi.call(WS_PLACE))).toMatchObject({
    code: 'insufficient-margin',
    outcome: 'rejected',
    clientOrderId: 'desk-1',
  });
});

test('a success without a result leaves a write unknown', async () => {
  const { wsApi } = await bench((peer, { id }) => peer.send(JSON.stringify({ id, status: 200 })));
  expect(await failureOf(wsApi.call(WS_PLACE))).toMatchObject({ code: 'venue-error', outcome: 'unknown' });
});

test('a socket lost with requests pending leaves all of them unknown, and comes back', async () => {
  let lost = 0;
  const { wsApi, frames } = await bench((peer, frame) => {
    if (lost > 0) return yes(peer, frame);
    if (frames.length < 3) return;
    lost += 1;
    peer.terminate();
  });
  const failures = await Promise.all([1, 2, 3].map(() => failureOf(wsApi.call(WS_PLACE))));
  for (const failure of failures) expect(failure).toMatchObject({ code: 'network', outcome: 'unknown' });
  expect(wsApi.isReady).toBe(false);
  await until(() => wsApi.isReady);
  await wsApi.call(WS_PLACE);
});

test('no answer within 5 s is unknown; until something is heard again REST is the better way', async () => {
  const clock = createFakeClock(1_700_000_000_000);
  const { wsApi, server, frames } = await bench(() => {}, { clock });
  let isOver = false;
  const failed = failureOf(wsApi.call(WS_PLACE)).finally(() => {
    isOver = true;
  });
  await until(() => frames.length === 1);
  await clock.advance(4_999);
  expect(isOver).toBe(false);
  await clock.advance(1);
  expect(await failed).toMatchObject({ code: 'timeout', outcome: 'unknown' });
  expect(wsApi.isReady).toBe(false);
  await clock.advance(1);
  server.sockets[0]?.ping();
  await until(() => wsApi.isReady);
});

test('after a request without an answer a clock that is set back keeps the way closed no longer', async () => {
  const clock = settableClock();
  const { wsApi, server, frames } = await bench(() => {}, { clock });
  const failed = failureOf(wsApi.call(WS_PLACE));
  await until(() => frames.length === 1);
  await clock.advance(5_000);
  await failed;
  clock.set(-3_600_000);
  expect(wsApi.isReady).toBe(false);
  server.sockets[0]?.ping();
  await until(() => wsApi.isReady);
});

test('a late, foreign or senseless frame harms nothing', async () => {
  const { wsApi, server } = await bench(yes);
  const noise = [
    '',
    'null',
    '[1]',
    '{"id":null,"status":400,"error":{}}',
    '{"id":"999","status":200,"result":{}}',
    '<html>',
  ];
  for (const text of noise) server.sockets[0]?.send(text);
  await wsApi.call(WS_PLACE);
});

test('an abort before it was sent is not sent, after it unknown', async () => {
  const { wsApi, frames } = await bench(() => {});
  const stop = new AbortController();
  const failed = failureOf(wsApi.call({ ...WS_PLACE, abortSignal: stop.signal }));
  await until(() => frames.length === 1);
  stop.abort();
  expect(await failed).toMatchObject({ code: 'aborted', outcome: 'unknown' });
  const late = await failureOf(wsApi.call({ ...WS_PLACE, abortSignal: stop.signal }));
  expect(late).toMatchObject({ code: 'aborted', outcome: 'not-sent' });
  const now = new AbortController();
  const soon = failureOf(wsApi.call({ ...WS_PLACE, abortSignal: now.signal }));
  now.abort();
  expect(await soon).toMatchObject({ code: 'aborted', outcome: 'not-sent' });
  expect(frames).toHaveLength(1);
});

test('the limits that each answer carries are learned', async () => {
  const rateLimits = [
    { rateLimitType: 'REQUEST_WEIGHT', interval: 'MINUTE', intervalNum: 1, limit: 2_400, count: 77 },
    { rateLimitType: 'ORDERS', interval: 'SECOND', intervalNum: 10, limit: 600, count: 9 },
  ];
  const { wsApi, limits } = await bench((peer, frame) => yes(peer, frame, {}, { rateLimits }));
  await wsApi.call(WS_PLACE);
  expect(limits()).toMatchObject({ weight: { used: 77 }, ordersPer10s: { used: 9, limit: 600 } });
});

test('429 and 418 say in the exchange’s time from when on it listens again', async () => {
  const retryAfter = Date.now() + 90_000;
  const { wsApi, limits } = await bench((peer, frame) =>
    no(peer, frame, 418, { code: -1003, msg: 'banned', data: { serverTime: Date.now(), retryAfter } }),
  );
  expect(await failureOf(wsApi.call(WS_PLACE))).toMatchObject({ code: 'rate-limited', outcome: 'not-sent' });
  expect(Math.abs((limits().blockedUntilAt ?? 0) - retryAfter)).toBeLessThan(1_000);
});

test('it is replaced before its day is over, but not while a request is pending', async () => {
  const clock = createFakeClock(1_700_000_000_000);
  const held: (() => void)[] = [];
  const server = await listenWs((peer) => {
    peer.on('message', (data) => void held.push(() => yes(peer, JSON.parse(frameText(data)) as Frame)));
  });
  const wsApi = wsApiAt(server.host, clock, { rotateAfterMs: 8_000 });
  closing.push(server, wsApi);
  wsApi.start();
  await until(() => wsApi.isReady);
  const pending = wsApi.call({ ...WS_PLACE, timeoutMs: 60_000 });
  await until(() => held.length === 1);
  await clock.advance(9_500);
  expect(wsApi.isReady).toBe(true);
  held[0]?.();
  await pending;
  await clock.advance(500);
  expect(wsApi.isReady).toBe(false);
  await clock.advance(500);
  await until(() => wsApi.isReady);
  expect(server.sockets).toHaveLength(2);
});
