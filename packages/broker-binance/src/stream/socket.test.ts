import { afterEach, expect, test } from 'vitest';
import { systemClock, type Clock } from '@perpdesk/broker-core';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { createHash } from 'node:crypto';
import type { WebSocket } from 'ws';
import { frameText, deadHost, listenHttp, listenTcp, listenWs, until } from '../http/loopback.test.fixture.ts';
import { recordLogs } from '../http/transport.test.fixture.ts';
import { createSocket, type SocketOptions } from './socket.ts';

const LISTEN_KEY = 'pqia91ma19a5s61cv6a81va65sdf19v8a65a1a5s61cv6a81va65sdf19v8a65a1';
const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const open of closing.splice(0).toReversed()) await open.close();
});

function bench(host: string, clock: Clock = systemClock, options: Partial<SocketOptions> = {}) {
  const { logger, lines } = recordLogs();
  const heard: string[] = [];
  const downs: string[] = [];
  let opened = 0;
  const socket = createSocket({
    name: 'stream',
    url: async () => `ws://${host}/private/ws?listenKey=${LISTEN_KEY}`,
    clock,
    logger,
    random: () => 0,
    onOpen: () => void (opened += 1),
    onText: (text) => void heard.push(text),
    onDown: (reason) => void downs.push(reason),
    ...options,
  });
  closing.push(socket);
  return { socket, heard, downs, lines, opened: () => opened, told: () => JSON.stringify([lines, downs]) };
}

async function wsServer(onSocket: (socket: WebSocket) => void = () => {}) {
  const server = await listenWs(onSocket);
  closing.push(server);
  return server;
}

test('frames come as text, and go out only while it is open', async () => {
  const server = await wsServer((peer) => peer.on('message', (data) => peer.send(`echo ${frameText(data)}`)));
  const { socket, heard } = bench(server.host);
  expect([socket.send('too early'), socket.isOpen, socket.openedAt, socket.lastTrafficAt]).toEqual([
    false,
    false,
    null,
    null,
  ]);
  socket.start();
  socket.start();
  await until(() => socket.isOpen);
  expect(socket.send('币安')).toBe(true);
  await until(() => heard.length === 1);
  expect(heard).toEqual(['echo 币安']);
  expect(socket.lastTrafficAt).toBeGreaterThanOrEqual(socket.openedAt ?? Infinity);
  expect(server.sockets).toHaveLength(1);
  await socket.close();
  expect([socket.send('too late'), socket.isOpen]).toEqual([false, false]);
});

test('a server that takes the connection and never upgrades is given up on', async () => {
  let connections = 0;
  const server = await listenTcp(() => void (connections += 1));
  closing.push(server);
  const clock = createFakeClock(0);
  const { socket, downs, lines } = bench(server.host, clock);
  socket.start();
  await until(() => connections === 1);
  await clock.advance(5_000);
  expect(lines.at(-1)).toMatchObject({
    level: 'warn',
    fields: { reason: 'no handshake within 5000 ms', retryInMs: 500 },
  });
  await clock.advance(500);
  await until(() => connections === 2);
  expect(downs).toEqual([]);
});

test('attempts come ever more slowly, with jitter, up to the longest delay', async () => {
  const clock = createFakeClock(0);
  const drawn = [0, 0, 0, 0, 0.5, 0.8];
  const { socket, lines } = bench(await deadHost(), clock, { random: () => drawn.shift() ?? 0, maxDelayMs: 3_000 });
  const delays: number[] = [];
  socket.start();
  for (let attempt = 1; attempt <= 6; attempt += 1) {
    await until(() => lines.length === attempt);
    delays.push(Number(lines.at(-1)?.fields?.['retryInMs']));
    await clock.advance(delays.at(-1) ?? 0);
  }
  expect(delays).toEqual([500, 1_000, 2_000, 3_000, 2_250, 1_800]);
});

test('after a connection that stood, the next attempt follows soon; after one that did not, later', async () => {
  const server = await wsServer();
  const clock = createFakeClock(0);
  const { socket, lines, downs } = bench(server.host, clock);
  const delays: number[] = [];
  socket.start();
  for (const standsMs of [0, 0, 10_000, 9_999]) {
    await until(() => socket.isOpen);
    await clock.advance(standsMs);
    socket.restart('told to');
    expect(socket.isOpen).toBe(false);
    delays.push(Number(lines.at(-1)?.fields?.['retryInMs']));
    await clock.advance(delays.at(-1) ?? 0);
  }
  expect(delays).toEqual([500, 1_000, 500, 1_000]);
  expect(downs).toEqual(['told to', 'told to', 'told to', 'told to']);
});

test('a socket that falls silent is dropped, whatever the TCP connection says', async () => {
  const server = await listenTcp((peer) => {
    peer.once('data', (head) => peer.write(upgrade(String(head))));
  });
  closing.push(server);
  const clock = createFakeClock(0);
  const { socket, downs } = bench(server.host, clock);
  socket.start();
  await until(() => socket.isOpen);
  await clock.advance(14_999);
  expect(downs).toEqual([]);
  await clock.advance(1);
  expect(downs).toEqual(['silent for 15000 ms']);
});

test('a clock that is set back makes a silent one live no hour longer', async () => {
  const server = await listenTcp((peer) => {
    peer.once('data', (head) => peer.write(upgrade(String(head))));
  });
  closing.push(server);
  const clock = createFakeClock(10_000_000);
  let shiftMs = 0;
  const { socket, downs } = bench(server.host, { ...clock, now: () => clock.now() + shiftMs });
  socket.start();
  await until(() => socket.isOpen);
  shiftMs = -3_600_000;
  await clock.advance(30_000);
  expect(downs).toEqual(['silent for 15000 ms']);
});

test('pongs keep it alive, and so does any frame', async () => {
  const server = await wsServer();
  const clock = createFakeClock(0);
  const { socket, downs } = bench(server.host, clock);
  socket.start();
  await until(() => socket.isOpen);
  for (let turn = 1; turn <= 5; turn += 1) {
    await clock.advance(10_000);
    await until(() => socket.lastTrafficAt === turn * 10_000);
  }
  expect(downs).toEqual([]);
});

test('a connection that the server ends is told once, with its code and none of its words', async () => {
  const server = await wsServer();
  const { socket, downs, told } = bench(server.host);
  socket.start();
  await until(() => socket.isOpen);
  server.sockets[0]?.close(4_001, `bad listenKey ${LISTEN_KEY}`);
  await until(() => downs.length > 0);
  server.sockets[0]?.terminate();
  await until(() => socket.isOpen);
  expect(downs).toEqual(['closed with 4001']);
  expect(told()).not.toContain(LISTEN_KEY);
});

test.each([
  [429, { 'Retry-After': '600' }, 600_000],
  [429, {}, 60_000],
  [418, { 'Retry-After': '7200' }, 7_200_000],
  [418, {}, 120_000],
  [503, {}, 500],
])('a handshake that is refused with %i %j is tried again after %i ms', async (status, headers, retryInMs) => {
  const server = await listenHttp((_, response) => void response.writeHead(status, headers).end());
  closing.push(server);
  const { socket, lines, told } = bench(server.host);
  socket.start();
  await until(() => lines.length > 0);
  expect(told()).toContain(`refused with ${status}`);
  expect(told()).toContain(`"retryInMs":${retryInMs}`);
  await socket.close();
});

test('an address is never told: refused, unresolvable, no address at all', async () => {
  const server = await listenHttp((request, response) => void response.writeHead(403).end(request.url));
  closing.push(server);
  const urls = [
    `ws://${server.host}/?listenKey=${LISTEN_KEY}`,
    `ws://nowhere.invalid/${LISTEN_KEY}`,
    `://${LISTEN_KEY}`,
  ];
  const reasons: unknown[] = [];
  for (const url of urls) {
    const { socket, lines, told } = bench('', systemClock, { url: async () => url });
    socket.start();
    await until(() => lines.length > 0);
    reasons.push(lines[0]?.fields?.['reason']);
    expect(told()).not.toContain(LISTEN_KEY);
  }
  expect(reasons[0]).toBe('refused with 403');
  expect(reasons[2]).toBe('no address: TypeError');
});

test('an address that cannot be had is asked for again later', async () => {
  const server = await wsServer();
  let asked = 0;
  const { socket, told } = bench('', systemClock, {
    minDelayMs: 5,
    async url() {
      asked += 1;
      if (asked < 3) throw new Error(`no key ${LISTEN_KEY}`);
      return `ws://${server.host}`;
    },
  });
  socket.start();
  await until(() => socket.isOpen);
  expect(asked).toBe(3);
  expect(told()).not.toContain(LISTEN_KEY);
});

test('closing leaves no timer and no connection, in whatever state it was', async () => {
  const server = await wsServer();
  const silent = await listenTcp(() => {});
  closing.push(silent);
  for (const [host, isReached] of [
    [server.host, true],
    [silent.host, false],
    [await deadHost(), false],
  ] as const) {
    const clock = createFakeClock(0);
    const { socket, downs } = bench(host, clock);
    socket.start();
    if (isReached) await until(() => socket.isOpen);
    else await new Promise((resolve) => void setTimeout(resolve, 20));
    await socket.close();
    await socket.close();
    expect([clock.scheduledCount, downs]).toEqual([0, []]);
  }
  await until(() => server.sockets.every(({ readyState }) => readyState === 3));
});

test('a peer that does not answer the goodbye is dropped', async () => {
  const server = await listenTcp((peer) => {
    peer.once('data', (head) => peer.write(upgrade(String(head))));
  });
  closing.push(server);
  const clock = createFakeClock(0);
  const { socket } = bench(server.host, clock);
  socket.start();
  await until(() => socket.isOpen);
  const closed = socket.close();
  await clock.advance(500);
  await closed;
  expect(clock.scheduledCount).toBe(0);
});

test('many reconnects leave no listeners behind and warn of none', async () => {
  const server = await wsServer();
  const clock = createFakeClock(0);
  const { socket, downs, opened } = bench(server.host, clock, { maxDelayMs: 500 });
  socket.start();
  for (let turn = 1; turn <= 30; turn += 1) {
    await until(() => opened() === turn);
    server.sockets.at(-1)?.terminate();
    await until(() => downs.length === turn);
    await clock.advance(500);
  }
  await until(() => opened() === 31);
  expect(clock.scheduledCount).toBe(2);
});

test('a handler that throws ends nothing', async () => {
  const server = await wsServer((peer) => peer.send('one'));
  const { socket, lines, told } = bench(server.host, systemClock, {
    onText() {
      throw new Error(`cannot read ${LISTEN_KEY}`);
    },
  });
  socket.start();
  await until(() => lines.some(({ level }) => level === 'error'));
  expect(socket.isOpen).toBe(true);
  expect(told()).not.toContain(LISTEN_KEY);
});

/** The server's half of a handshake, by hand. */
function upgrade(head: string): string {
  const key = /sec-websocket-key: (.*)\r\n/i.exec(head)?.[1] ?? '';
  const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  return `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`;
}
