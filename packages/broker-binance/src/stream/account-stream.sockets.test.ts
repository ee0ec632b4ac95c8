import { afterEach, beforeEach, expect, test } from 'vitest';
import { type BrokerEvent, silentLogger, systemClock } from '@perpdesk/broker-core';
import { readFrame } from '../map/read-frame.ts';
import type { AccountReading } from './account-reader.ts';
import { createAccountStream, type AccountStream, type AccountStreamTimes } from './account-stream.ts';
import { openLineTo } from './open-line.ts';
import { createOrderTracker } from './order-tracker.ts';
import { plain } from './orders.test.fixture.ts';
import { createStreamServer, type StreamServer } from './stream-server.test.fixture.ts';

let server: StreamServer;
let stream: AccountStream | null = null;
beforeEach(async () => {
  server = await createStreamServer();
});
afterEach(async () => {
  await stream?.close();
  stream = null;
  await server.close();
});

const NOTHING: Omit<AccountReading, 'lookUp'> = { openOrders: [], positions: [], fills: [], balances: [] };

async function connect(times: AccountStreamTimes = {}, reading = NOTHING) {
  const events: BrokerEvent[] = [];
  const tracker = createOrderTracker();
  const lookUp = async () => null;
  stream = createAccountStream({
    ...times,
    clock: systemClock,
    venueNow: () => systemClock.now(),
    logger: silentLogger,
    random: () => 0,
    tracker,
    readFrame,
    emit: (event) => void events.push(event),
    openLine: openLineTo(server.url, { clock: systemClock, logger: silentLogger, random: () => 0, minDelayMs: 20 }),
    listenKeyDoor: { create: async () => 'key/1', keepAlive: async () => null },
    snapshotReader: { read: async () => ({ ...reading, lookUp }) },
    accountReader: { lookUp, readPositions: async () => [], readBalances: async () => [], leverages: new Map() },
  });
  await stream.start();
  return { stream, events, tracker };
}

async function until(what: string, holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`Not in time: ${what}.`);
}
const marginCall = (symbol: string) => ({ e: 'MARGIN_CALL', E: 1, p: [{ s: symbol }] });

test('connects to the routed path and tells what it says', async () => {
  const { events } = await connect();
  expect(server.paths).toEqual([
    '/private/ws?listenKey=key%2F1&events=ORDER_TRADE_UPDATE/ALGO_UPDATE/ACCOUNT_UPDATE/ACCOUNT_CONFIG_UPDATE/MARGIN_CALL/listenKeyExpired',
  ]);
  server.say(marginCall('BTCUSDT'));
  await until('told', () => events.length > 0);
  expect(events).toMatchObject([{ type: 'margin-call', symbols: ['BTCUSDT'] }]);
});

test('a connection that is cut is made anew, and the gap is told once', async () => {
  const { events, stream: live } = await connect();
  server.sockets[0]!.terminate();
  await until('down', () => !live.isLive);
  await until('live', () => live.isLive);
  expect(events.map(({ type }) => type)).toEqual(['stream-gap']);
  expect(server.paths).toHaveLength(2);
});

test('a connection that answers pings and tells no order is replaced before it is closed', async () => {
  const order = plain('7', { createdAt: systemClock.now(), updatedAt: systemClock.now() });
  const { events, stream: live, tracker } = await connect({ deafAfterMs: 100 }, { ...NOTHING, openOrders: [order] });
  const other = plain('8', { createdAt: systemClock.now(), updatedAt: systemClock.now() });
  live.expectTraffic(tracker.notePlain(other));
  await until('told', () => events.length > 0);
  expect(events).toMatchObject([{ type: 'stream-gap', reason: 'the stream did not tell an acknowledged order' }]);
  await until('closed', () => server.sockets[0]!.readyState === server.sockets[0]!.CLOSED);
  expect(server.sockets[1]!.readyState).toBe(server.sockets[1]!.OPEN);
});

test('a planned replacement misses nothing, repeats nothing and is no gap', async () => {
  const { events, stream: live } = await connect({ rotateAfterMs: 150, overlapMs: 60 });
  let said = 0;
  while (server.sockets.length < 4) {
    for (const socket of server.sockets) socket.send(JSON.stringify(marginCall(`S${said}`)));
    said += 1;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await until('all told', () => events.length >= said);
  expect(events.flatMap((event) => (event.type === 'margin-call' ? event.symbols : [event.type]))).toEqual(
    Array.from({ length: said }, (_, index) => `S${index}`),
  );
  expect(live.isLive).toBe(true);
});
