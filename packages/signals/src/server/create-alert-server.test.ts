import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Clock, Logger } from '@perpdesk/broker-core';
import type { AlertAnswer, AlertInput, EngineStatus } from '../engine.ts';
import { createAlertServer } from './create-alert-server.ts';
import type { AlertServer, AlertServerOptions } from './server-options.ts';

const TOKEN = 'token-of-the-trend-route-4711';
const OLD_TOKEN = 'token-before-the-rotation-0815';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const ROUTES = [
  { id: 'trend', tokenHashes: [sha256(TOKEN), sha256(OLD_TOKEN)] },
  { id: 'swing', tokenHashes: [sha256('another-token')] },
];
const CLOCK: Clock = { now: () => 1_795_330_803_000, schedule: () => () => {} };
const ACCEPTED: AlertAnswer = { status: 200, signalId: 's1', result: 'accepted', code: null, detail: null };
const STATUS: EngineStatus = {
  paused: false,
  panicBlocked: false,
  isStopping: false,
  unknown: 0,
  needsOperator: 0,
  held: 0,
  signalsToday: 0,
};

let server: AlertServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

async function start(options: Partial<AlertServerOptions> & { answer?: () => Promise<AlertAnswer> } = {}) {
  const inputs: AlertInput[] = [];
  const lines: unknown[] = [];
  const log = (...line: unknown[]) => void lines.push(line);
  const logger: Logger = { debug: log, info: log, warn: log, error: log };
  server = createAlertServer({
    routes: ROUTES,
    clock: CLOCK,
    logger,
    engine: {
      status: () => STATUS,
      acceptAlert: async (input) => {
        inputs.push(input);
        return options.answer?.() ?? ACCEPTED;
      },
    },
    ...options,
  });
  const { url } = await server.listen({ host: '127.0.0.1', port: 0 });
  return { url, inputs, lines, server };
}

/** Everything that a sender could tell two answers apart by. */
async function seen(response: Response) {
  const headers = Object.fromEntries([...response.headers].filter(([name]) => name !== 'date'));
  return { status: response.status, headers, body: await response.text() };
}

describe('an alert', () => {
  test('reaches the engine as its bytes, and the answer the sender', async () => {
    const { url, inputs, server } = await start();
    const response = await fetch(`${url}/hooks/${TOKEN}`, { method: 'POST', body: '{"a":1}' });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ result: 'accepted', signalId: 's1' });
    expect(inputs).toHaveLength(1);
    expect(inputs[0]).toMatchObject({ routeId: 'trend', receivedAt: 1_795_330_803_000 });
    expect(Buffer.from(inputs[0]?.body ?? []).toString()).toBe('{"a":1}');
    expect(server.stats()).toEqual({
      unknownTokens: 0,
      answers: { accepted: 1, duplicate: 0, refused: 0, unavailable: 0 },
    });
  });

  test.each(['application/json', 'text/plain; charset=utf-8', 'application/x-www-form-urlencoded', 'nonsense', ''])(
    'may be called %j',
    async (type) => {
      const { url, inputs } = await start();
      const body = new Uint8Array([0x7b, 0xff, 0x7d]);
      const headers = type === '' ? undefined : { 'content-type': type };
      const init = { method: 'POST', body, ...(headers === undefined ? {} : { headers }) };
      expect((await fetch(`${url}/hooks/${OLD_TOKEN}`, init)).status).toBe(200);
      expect([...(inputs[0]?.body ?? [])]).toEqual([0x7b, 0xff, 0x7d]);
    },
  );

  test('without a body reaches the engine empty', async () => {
    const { url, inputs } = await start();
    expect((await fetch(`${url}/hooks/${TOKEN}`, { method: 'POST' })).status).toBe(200);
    expect(inputs[0]?.body).toHaveLength(0);
  });

  test('a refusal says its code and detail', async () => {
    const answer = async (): Promise<AlertAnswer> => ({
      status: 422,
      signalId: 's2',
      result: 'refused',
      code: 'unknown-symbol',
      detail: 'No.',
    });
    const { url } = await start({ answer });
    const response = await fetch(`${url}/hooks/${TOKEN}`, { method: 'POST', body: '{}' });
    expect(response.status).toBe(422);
    expect(await response.json()).toEqual({ result: 'refused', signalId: 's2', code: 'unknown-symbol', detail: 'No.' });
  });

  test('above 64 kB it is refused, and the engine does not see it', async () => {
    const { url, inputs } = await start();
    const response = await fetch(`${url}/hooks/${TOKEN}`, { method: 'POST', body: 'x'.repeat(64 * 1024 + 1) });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ result: 'refused', code: 'too-large' });
    expect(inputs).toHaveLength(0);
    const largest = await fetch(`${url}/hooks/${TOKEN}`, { method: 'POST', body: 'x'.repeat(64 * 1024) });
    expect(largest.status).toBe(200);
  });

  test('503 asks the sender to come again: while stopping, and when the engine fails', async () => {
    const stopping = await start({
      engine: { status: () => ({ ...STATUS, isStopping: true }), acceptAlert: async () => ACCEPTED },
    });
    const response = await fetch(`${stopping.url}/hooks/${TOKEN}`, { method: 'POST', body: '{}' });
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('5');
    expect(await response.json()).toEqual({ result: 'unavailable' });
    await stopping.server.close();

    const broken = await start({ answer: () => Promise.reject(new Error(TOKEN)) });
    expect((await fetch(`${broken.url}/hooks/${TOKEN}`, { method: 'POST', body: '{}' })).status).toBe(503);
    expect(JSON.stringify(broken.lines)).not.toContain(TOKEN);
  });
});

describe('everything else', () => {
  test('is one and the same empty 404', async () => {
    const { url, inputs, server } = await start();
    const post = (path: string, body = '{}') => fetch(`${url}${path}`, { method: 'POST', body });
    const expected = await seen(await fetch(`${url}/`));
    expect(expected).toMatchObject({ status: 404, body: '' });
    const others = [
      await post(`/hooks/${TOKEN}x`),
      await post('/hooks/wrong', 'x'.repeat(70_000)),
      await post(`/hooks/${'y'.repeat(300)}`),
      await post('/hooks/%E0%A4%A'),
      await post('/hooks/'),
      await post(`/hooks/${TOKEN}/more`),
      await post('/healthz'),
      await fetch(`${url}/hooks/${TOKEN}`),
      await fetch(`${url}/hooks/${TOKEN}`, { method: 'PUT', body: '{}' }),
      await fetch(`${url}/hooks/${TOKEN}`, { method: 'OPTIONS' }),
      await fetch(`${url}/hooks/${TOKEN}`, { method: 'PROPFIND' }),
      await fetch(`${url}/metrics`),
      await fetch(`${url}/.env`),
    ];
    for (const response of others) expect(await seen(response)).toEqual(expected);
    expect((await fetch(`${url}/healthz`, { method: 'HEAD' })).status).toBe(404);
    expect(inputs).toHaveLength(0);
    expect(server.stats().unknownTokens).toBe(4);
  });

  test('no token ever reaches the log', async () => {
    const { url, lines } = await start();
    await fetch(`${url}/hooks/${TOKEN}`, { method: 'POST', body: '{}' });
    await fetch(`${url}/hooks/${TOKEN}z`, { method: 'POST', body: '{}' });
    expect(JSON.stringify(lines)).not.toContain(TOKEN);
    expect(lines).toHaveLength(1);
  });
});

describe('probes', () => {
  test('health, readiness and metrics', async () => {
    let ready = false;
    const { url } = await start({
      readiness: () => ({ ready, checks: { journal: ready } }),
      metrics: async () => ({ contentType: 'text/plain; version=0.0.4', body: 'up 1\n' }),
    });
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: 'ok' });
    const waiting = await fetch(`${url}/readyz`);
    expect(waiting.status).toBe(503);
    expect(await waiting.json()).toEqual({ ready: false, checks: { journal: false, stopping: false } });
    ready = true;
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    const metrics = await fetch(`${url}/metrics`);
    expect(metrics.headers.get('content-type')).toBe('text/plain; version=0.0.4');
    expect(await metrics.text()).toBe('up 1\n');
  });
});

describe('slow and unfriendly senders', () => {
  test('a body that does not come is cut off, and others are served meanwhile', async () => {
    const { url, inputs } = await start({ requestTimeoutMs: 300 });
    const { port } = new URL(url);
    const socket = connect({ host: '127.0.0.1', port: Number(port) });
    const closed = new Promise<string>((resolve) => {
      let text = '';
      socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
      socket.on('close', () => resolve(text));
      socket.on('error', () => {});
    });
    socket.write(`POST /hooks/${TOKEN} HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{"a"`);
    expect((await fetch(`${url}/hooks/${TOKEN}`, { method: 'POST', body: '{}' })).status).toBe(200);
    expect(await closed).not.toContain('200 OK');
    expect(inputs).toHaveLength(1);
  });

  test('huge headers are refused', async () => {
    const { url } = await start();
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const call = request(`${url}/healthz`, { headers: { 'x-long': 'h'.repeat(10_000) } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      call.on('error', reject);
      call.end();
    });
    expect(status).toBe(431);
  });

  test('closing lets a request under way end', async () => {
    const pending: { release: (answer: AlertAnswer) => void } = { release: () => {} };
    const reached = new Promise<void>((resolve) => {
      void start({
        answer: () => {
          resolve();
          return new Promise((release) => (pending.release = release));
        },
      }).then(({ url }) => (running = fetch(`${url}/hooks/${TOKEN}`, { method: 'POST', body: '{}' })));
    });
    let running: Promise<Response> = Promise.reject(new Error('not started'));
    running.catch(() => {});
    await reached;
    const closing = server?.close();
    pending.release(ACCEPTED);
    expect((await running).status).toBe(200);
    await closing;
  });
});
