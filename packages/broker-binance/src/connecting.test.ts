import { createServer, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { systemClock } from '@perpdesk/broker-core';
import type { BinanceBroker } from './binance-broker.ts';
import { API_KEY, connectBench, failureOf, openBench, resting, SECRET_KEY, until } from './venue-bench.test.fixture.ts';

const countOf = (calls: readonly string[], call: string) => calls.filter((one) => one === call).length;

test('five accounts that start together read the instruments once', async () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const keysOf = (name: string) => ({ apiKey: `key-${name}`, secretKey: `secret-${name}` });
  const accounts = names.map((name) => ({ name, ...keysOf(name) }));
  const { calls, add } = await openBench({}, { accounts });
  const brokers = names.map((name) => add({ id: name, credentials: keysOf(name) }));
  await Promise.all(brokers.map((broker) => broker.connect()));
  expect(brokers.map(({ isConnected }) => isConnected)).toEqual([true, true, true, true, true]);
  expect(countOf(calls, 'GET /fapi/v1/exchangeInfo')).toBe(1);
  expect(countOf(calls, 'GET /fapi/v1/leverageBracket')).toBe(1);
  const lists = await Promise.all(brokers.map((broker) => broker.getInstruments()));
  expect(new Set(lists.map((list) => list.length)).size).toBe(1);
});

test('an account whose key is refused keeps nobody else from connecting', async () => {
  const { add } = await openBench();
  const good = add({ id: 'good' });
  const bad = add({ id: 'bad', credentials: { apiKey: API_KEY, secretKey: 'not-the-secret' } });
  const [refused] = await Promise.all([failureOf(bad.connect()), good.connect()]);
  expect(refused).toMatchObject({ code: 'not-authorized', outcome: 'rejected' });
  expect((await good.getInstrument('DOGEUSDT')).maxLeverage).toBe(75);
  expect([good.isConnected, bad.isConnected]).toEqual([true, false]);
});

test('connecting twice is once', async () => {
  const { calls, add } = await openBench();
  const broker = add();
  await Promise.all([broker.connect(), broker.connect()]);
  await broker.connect();
  expect(countOf(calls, 'POST /fapi/v1/listenKey')).toBe(1);
  expect(countOf(calls, 'GET /fapi/v1/exchangeInfo')).toBe(1);
});

test('after closing it connects anew, and closing twice is once', async () => {
  const { broker } = await connectBench();
  await broker.close();
  await broker.close();
  expect(broker.isConnected).toBe(false);
  await broker.connect();
  expect(broker.isConnected).toBe(true);
});

/** A clock that knows what still waits on it. */
function countingClock() {
  const waiting = new Set<object>();
  return {
    waiting,
    now: () => systemClock.now(),
    schedule(ms: number, act: () => void) {
      const timer = {};
      waiting.add(timer);
      const cancel = systemClock.schedule(ms, () => {
        waiting.delete(timer);
        act();
      });
      return () => {
        waiting.delete(timer);
        cancel();
      };
    },
  };
}

/** This process's connections to the port: there is no public way to see them. */
function connectionsTo(port: number): number {
  const { _getActiveHandles } = process as unknown as { _getActiveHandles(): readonly Partial<Socket>[] };
  return _getActiveHandles.call(process).filter((handle) => handle.remotePort === port).length;
}

test.each([
  ['the time', 'GET', '/fapi/v1/time'],
  ['the account’s modes', 'GET', '/fapi/v1/accountConfig'],
  ['the instruments', 'GET', '/fapi/v1/exchangeInfo'],
  ['the order limits', 'GET', '/fapi/v1/rateLimit/order'],
  ['the listen key', 'POST', '/fapi/v1/listenKey'],
])('where %s is refused, connecting fails and leaves no timer and no socket', async (_, method, path) => {
  const { venue, add } = await openBench();
  const clock = countingClock();
  const broker = add({ clock, wsApi: true });
  const refusal = { kind: 'answer', status: 401, code: -2015, msg: 'Invalid API-key.', isExecuted: false } as const;
  venue.faults.plan((call) => (call.method === method && call.path === path ? refusal : null));
  expect(await failureOf(broker.connect())).toMatchObject({ code: 'not-authorized' });
  await until('the sockets are closed', () => connectionsTo(venue.port) === 0);
  const endedAt = Date.now();
  await until('no timer is left', () => clock.waiting.size === 0);
  // they were ended, and did not just run out
  expect(Date.now() - endedAt).toBeLessThan(300);
  expect(broker.isConnected).toBe(false);
  venue.faults.plan(null);
  await broker.connect();
  expect(broker.isConnected).toBe(true);
});

test('closing does not wait for a connection that is on its way', async () => {
  const sockets = new Set<Socket>();
  const silent = createServer((socket) => void sockets.add(socket)).listen(0, '127.0.0.1');
  await until('it listens', () => silent.listening);
  const address = silent.address();
  const base = `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  const { add } = await openBench();
  const endpoints = { rest: `http://${base}`, stream: `ws://${base}`, wsApi: `ws://${base}` };
  const broker = add({ endpoints, readTimeoutMs: 60_000 });
  const connecting = failureOf(broker.connect());
  await until('it asks', () => sockets.size > 0);
  await broker.close();
  expect(await connecting).toMatchObject({ code: 'aborted' });
  for (const socket of sockets) socket.destroy();
  silent.close();
});

test('an abort ends one caller’s waiting; the last one’s ends the connecting', async () => {
  const { venue, add } = await openBench();
  const broker = add();
  venue.faults.add({ on: { path: '/fapi/v1/accountConfig' }, do: { kind: 'delay', ms: 150 } });
  const controller = new AbortController();
  const aborted = failureOf(broker.connect({ abortSignal: controller.signal }));
  const other = broker.connect();
  controller.abort();
  expect(await aborted).toMatchObject({ code: 'aborted', outcome: 'not-sent' });
  await other;
  expect(broker.isConnected).toBe(true);
  await broker.close();
  expect(await failureOf(broker.connect({ abortSignal: AbortSignal.abort() }))).toMatchObject({ code: 'aborted' });
  expect(broker.isConnected).toBe(false);
});

test('before it is connected every method says so, and nothing is sent', async () => {
  const { calls, add } = await openBench();
  const ref = { symbol: 'BTCUSDT', clientOrderId: resting('a').clientOrderId };
  const uses: readonly ((broker: BinanceBroker) => unknown)[] = [
    (broker) => broker.placeOrder(resting('a')),
    (broker) => broker.placeOrders([resting('a')]),
    (broker) => broker.testOrder(resting('a')),
    (broker) => broker.cancelOrder(ref),
    (broker) => broker.cancelAllOrders(),
    (broker) => broker.closePosition('BTCUSDT', ref),
    (broker) => broker.setLeverage('BTCUSDT', 5),
    (broker) => broker.setPositionMode('hedge'),
    (broker) => broker.getPositions(),
    (broker) => broker.getOrder(ref),
    (broker) => broker.findOrder(ref),
    (broker) => broker.getFills(),
    (broker) => broker.getIncome(),
    (broker) => broker.getInstruments(),
    (broker) => broker.getKeyPermissions(),
    (broker) => broker.getCommissionRate('BTCUSDT'),
    (broker) => broker.testConnection(),
    (broker) => broker.watchAccount(),
    (broker) => broker.limits,
    (broker) => broker.streamStats,
  ];
  const broker = add();
  for (const use of uses) {
    const failure = await failureOf(Promise.resolve().then(() => use(broker)));
    expect(failure).toMatchObject({ code: 'not-connected', outcome: 'not-sent' });
  }
  expect(calls).toEqual([]);
  expect(broker.clockOffsetMs).toBeNull();
});

test('nothing that a broker shows or logs holds its key', async () => {
  const { venue, broker, lines } = await connectBench();
  venue.cutStreams();
  venue.faults.add({
    on: { method: 'POST', path: '/fapi/v1/order' },
    do: {
      kind: 'answer',
      status: 400,
      code: -9876,
      msg: `No order with ${API_KEY} and ${SECRET_KEY}.`,
      isExecuted: false,
    },
  });
  const failure = await failureOf(broker.placeOrder(resting('a')));
  const shown = [broker, lines, failure, failure.message].map((one) => JSON.stringify(one)).join('\n');
  expect(lines.length).toBeGreaterThan(0);
  expect(shown).not.toContain(API_KEY);
  expect(shown).not.toContain(SECRET_KEY);
});

test('accounts with clocks of their own share nothing', async () => {
  const { calls, add } = await openBench();
  await add({ id: 'one' }).connect();
  await add({ id: 'other', clock: countingClock() }).connect();
  expect(countOf(calls, 'GET /fapi/v1/exchangeInfo')).toBe(2);
});
