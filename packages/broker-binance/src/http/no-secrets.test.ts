import { expect, test } from 'vitest';
import { generateKeyPairSync } from 'node:crypto';
import { inspect } from 'node:util';
import { createListenKey } from '../stream/listen-key.ts';
import { createListenKeyDoor } from '../stream/listen-key-door.ts';
import { createSocket } from '../stream/socket.ts';
import { frameText, deadHost, listenHttp, listenTcp, listenWs, until, type Loopback } from './loopback.test.fixture.ts';
import { API_KEY, PLACE, READ, recordLogs, SECRET_KEY, transportAt, WS_PLACE } from './transport.test.fixture.ts';

const LISTEN_KEY = 'pqia91ma19a5s61cv6a81va65sdf19v8a65a1a5s61cv6a81va65sdf19v8a65a1';
const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const pemBody = pem.split('\n')[1] ?? '';

/** Servers that fail in every way, most of them by quoting all that they were sent. */
async function faultyHosts(): Promise<readonly (Loopback & { readonly seen: string[] })[]> {
  const answers = [
    (echo: string) => [400, JSON.stringify({ code: -1102, msg: `bad: ${echo}` })],
    (echo: string) => [403, `<html>blocked ${echo}</html>`],
    (echo: string) => [429, JSON.stringify({ code: -1003, msg: `slow down ${echo}` })],
    (echo: string) => [500, echo],
    (echo: string) => [503, `<h1>${echo}</h1>`],
    (echo: string) => [200, echo],
  ] as const;
  const http = answers.map(async (answer) => {
    const seen: string[] = [];
    const server = await listenHttp((request, response) => {
      const echo = `${request.url} ${JSON.stringify(request.headers)} listenKey=${LISTEN_KEY}`;
      seen.push(request.url ?? '');
      const [status, body] = answer(echo);
      response.writeHead(Number(status)).end(body);
    });
    return { ...server, seen };
  });
  const raw = ['', 'HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n', 'nonsense '].map(async (beginning) => {
    const seen: string[] = [];
    const server = await listenTcp((socket) => {
      socket.once('data', (data) => {
        seen.push(String(data));
        socket.end(beginning === '' ? '' : beginning + frameText(data));
      });
    });
    return { ...server, seen };
  });
  const dead = { host: await deadHost(), close: async () => {}, seen: [] };
  return [...(await Promise.all([...http, ...raw])), dead];
}

function shown(values: readonly unknown[]): string {
  const json = values.map((value) => JSON.stringify(value, Object.getOwnPropertyNames(value)));
  return inspect(values, { depth: 20, showHidden: true, maxStringLength: Infinity }) + json.join('\n');
}

/** Which of them are in the text, whole or their first half. */
function leaked(text: string, secrets: readonly string[]): readonly number[] {
  return secrets.flatMap((secret, index) => (text.includes(secret.slice(0, secret.length / 2)) ? [index] : []));
}

test('no error, log or object of a run of faults holds a key, a secret, a signature or a listen key', async () => {
  const hosts = await faultyHosts();
  const { logger, lines } = recordLogs();
  const told: unknown[] = [];
  const signatures = new Set<string>();
  for (const { host, seen, close } of hosts) {
    for (const credentials of [
      { apiKey: API_KEY, secretKey: SECRET_KEY },
      { apiKey: API_KEY, privateKey: pem },
    ]) {
      const transport = transportAt({ rest: host, wsApi: host }, { logger, credentials, readWaitMs: 0 });
      transport.wsApi.start();
      const { call } = transport.rest;
      const calls = [PLACE, READ, { ...READ, security: 'key' as const, path: '/fapi/v1/listenKey' as const }];
      for (const each of calls) told.push(await call(each).catch((error: unknown) => error));
      told.push(await transport.venueClock.measure().catch((error: unknown) => error));
      const door = createListenKeyDoor(transport.rest);
      const onLost = (reason: string) => void told.push(reason);
      const listenKey = createListenKey({
        door,
        clock: { now: () => 0, schedule: () => () => {} },
        logger,
        random: () => 0,
        onLost,
      });
      told.push(await listenKey.obtain().catch((error: unknown) => error));
      told.push(transport, transport.limits());
      await transport.close();
      for (const url of seen) for (const [, text = ''] of url.matchAll(/signature=([^&\s]+)/g)) signatures.add(text);
    }
    await close();
  }
  const text = shown([...told, ...lines]);
  expect(signatures.size).toBeGreaterThan(10);
  const secrets = [API_KEY, SECRET_KEY, pemBody, LISTEN_KEY, ...signatures, ...[...signatures].map(decodeURIComponent)];
  expect(leaked(text, secrets)).toEqual([]);
});

test('the same over the WS-API and the stream’s socket', async () => {
  const { logger, lines } = recordLogs();
  const told: unknown[] = [];
  const signatures: string[] = [];
  const server = await listenWs((peer, { url }) => {
    peer.on('message', (data) => {
      const text = frameText(data);
      const { id, params } = JSON.parse(text) as { readonly id: string; readonly params: Record<string, string> };
      signatures.push(params['signature'] ?? '');
      if (id === '1') peer.send(JSON.stringify({ id, status: 400, error: { code: -1102, msg: `bad ${text} ${url}` } }));
      if (id === '2') peer.send(text);
      if (id === '3') peer.close(4_000, text.slice(0, 100));
    });
    if (url?.includes(LISTEN_KEY)) peer.close(4_001, `bad ${LISTEN_KEY}`);
  });
  const transport = transportAt({ wsApi: server.host }, { logger });
  transport.wsApi.start();
  await until(() => transport.wsApi.isReady);
  for (let call = 0; call < 3; call += 1) {
    told.push(await transport.wsApi.call({ ...WS_PLACE, timeoutMs: 50 }).catch((error: unknown) => error));
    server.sockets[0]?.ping();
    await until(() => transport.wsApi.isReady || call === 2);
  }
  const stream = createSocket({
    name: 'stream',
    url: async () => `ws://${server.host}/private/ws?listenKey=${LISTEN_KEY}`,
    clock: { now: () => 0, schedule: () => () => {} },
    logger,
    random: () => 0,
    onOpen() {},
    onText() {},
    onDown: (reason) => void told.push(reason),
  });
  stream.start();
  await until(() => told.some((value) => value === 'closed with 4001'));
  told.push(stream, transport.wsApi);
  await stream.close();
  await transport.close();
  await server.close();
  const text = shown([...told, ...lines]);
  expect(leaked(text, [API_KEY, SECRET_KEY, LISTEN_KEY, ...signatures])).toEqual([]);
  expect(signatures).toHaveLength(3);
});
