import { afterEach, describe, expect, test } from 'vitest';
import type { AlertAnswer } from '../engine.ts';
import { ACCEPTED, closeServers, OLD_TOKEN, startServer as start, STATUS, TOKEN } from './alert-server.test.fixture.ts';

afterEach(closeServers);

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
    expect(server.stats()).toMatchObject({
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

  test('a refusal says its code and what that means, and nothing of what was sent', async () => {
    const answer = async (): Promise<AlertAnswer> => ({
      status: 422,
      signalId: 's2',
      result: 'refused',
      code: 'unknown-symbol',
      detail: 'The route does not trade <script>.',
    });
    const { url } = await start({ answer });
    const response = await fetch(`${url}/hooks/${TOKEN}`, { method: 'POST', body: '{}' });
    expect(response.status).toBe(422);
    expect(await response.json()).toEqual({
      result: 'refused',
      signalId: 's2',
      code: 'unknown-symbol',
      detail: 'The route does not trade this symbol.',
    });
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
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

  test.each(['gzip', 'br', 'GZIP', 'identity, gzip', 'made-up'])(
    'packed as %s is refused by name',
    async (encoding) => {
      const { post, inputs } = await start();
      const packed = await post(`/hooks/${TOKEN}`, { headers: { 'content-encoding': encoding } });
      expect(packed.status).toBe(400);
      expect(await packed.json()).toMatchObject({ result: 'refused', code: 'unsupported-encoding' });
      expect((await post(`/hooks/${TOKEN}`, { headers: { 'content-encoding': 'identity' } })).status).toBe(200);
      expect(inputs).toHaveLength(1);
    },
  );

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
      await post('/elsewhere', 'x'.repeat(70_000)),
      await post('/healthz', 'x'.repeat(70_000)),
      await fetch(`${url}/hooks/${TOKEN}`, { method: 'PUT', body: 'x'.repeat(70_000) }),
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

describe('closing', () => {
  test('once it refuses, no alert reaches the engine any more, though that would still take it', async () => {
    const { url, server, inputs } = await start();
    server.refuse();
    const response = await fetch(`${url}/hooks/${TOKEN}`, { method: 'POST', body: '{}' });
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
    expect(inputs).toEqual([]);
  });

  test('lets a request under way end', async () => {
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
    const closing = closeServers();
    pending.release(ACCEPTED);
    expect((await running).status).toBe(200);
    await closing;
  });
});
