import { describe, expect, test } from 'vitest';
import { BrokerError, decimal, toClientOrderId, type BrokerEvent, type Logger } from '@perpdesk/broker-core';
import { createFakeBroker, createFakeClock, fakeAccount, fakeOrder, fakePosition } from '@perpdesk/broker-core/testing';
import type { ManagedEvent } from './broker-manager.ts';
import { createBrokerManager } from './create-broker-manager.ts';

/** How often a read is made before it counts as failed. */
const READS = 3;

const START = 1_800_000_000_000;

function desk(options: { logger?: Logger } = {}) {
  const clock = createFakeClock(START);
  const manager = createBrokerManager({ clock, ...options, reconnect: { firstDelayMs: 1_000, timeoutMs: 5_000 } });
  const events: ManagedEvent[] = [];
  manager.subscribe((event) => events.push(event));
  return { clock, manager, events, broker: (id: string) => createFakeBroker({ id, clock }) };
}

const order = fakeOrder({
  type: 'limit',
  symbol: 'BTCUSDT',
  side: 'buy',
  positionSide: 'net',
  quantity: decimal('0.01'),
  price: decimal('50000'),
  clientOrderId: toClientOrderId('c1'),
});
const orderEvent = (at: number): BrokerEvent => ({
  type: 'order-updated',
  venueAt: at,
  receivedAt: at,
  order: { ...order, updatedAt: at },
});
const positionEvent = (at: number, quantity: string | null): BrokerEvent => ({
  type: 'position-updated',
  venueAt: at,
  receivedAt: at,
  symbol: 'BTCUSDT',
  positionSide: 'net',
  position: quantity === null ? null : fakePosition({ quantity: decimal(quantity), updatedAt: at }),
});
const refusal = (code: 'has-open-exposure' | 'network' | 'timeout' | 'rate-limited', message: string) =>
  new BrokerError(code, { operation: 'test', message });

describe('connectAll', () => {
  test('reads the account of each broker and says it is ready', async () => {
    const { manager, broker } = desk();
    manager.add(broker('a'), { tradedSymbols: ['BTCUSDT'] });
    manager.add(broker('b'));
    const before = manager.view('a');
    expect([before.isReady, before.account, before.positionMode]).toEqual([false, null, 'one-way']);
    const reports = await manager.connectAll();
    expect(reports).toEqual([
      { brokerId: 'a', ok: true, error: null, settings: [] },
      { brokerId: 'b', ok: true, error: null, settings: [] },
    ]);
    const view = manager.view('a');
    expect(view.isReady).toBe(true);
    expect(view.account?.equity.toFixed()).toBe('10000');
    expect(view.instrument('BTCUSDT')?.tickSize.toFixed()).toBe('0.1');
    expect([view.leverage('BTCUSDT'), view.marginType('BTCUSDT')]).toEqual([10, 'cross']);
    expect([view.leverage('ETHUSDT'), view.instrument('ETHUSDT')]).toEqual([null, null]);
    expect(manager.health()[0]).toEqual({
      brokerId: 'a',
      venue: 'fake',
      environment: 'paper',
      isConnected: true,
      isReady: true,
      lastHeardAt: START,
      streamAgeMs: 0,
      clockOffsetMs: 0,
      limits: null,
      lastError: null,
      lastFailure: null,
    });
    await manager.close();
  });

  test('one broker that hangs and one that fails hold up nobody, and are tried again', async () => {
    const { clock, manager, events, broker } = desk();
    const [hung, bad, good] = [broker('hung'), broker('bad'), broker('good')];
    hung.script.on('connect', 'hang');
    bad.script.on('connect', refusal('network', 'No route.'));
    for (const one of [hung, bad, good]) manager.add(one);
    const connecting = manager.connectAll();
    await clock.advance(0);
    expect(manager.health().map(({ isReady }) => isReady)).toEqual([false, false, true]);
    expect(manager.health()[1]?.lastError).toBe('No route.');
    await clock.advance(1_000);
    expect(manager.view('bad').isReady).toBe(true);
    await clock.advance(4_000);
    const reports = await connecting;
    expect(reports.map(({ brokerId, ok, error }) => [brokerId, ok, error?.code])).toEqual([
      ['hung', false, 'timeout'],
      ['bad', false, 'network'],
      ['good', true, undefined],
    ]);
    expect(manager.health()[0]?.lastError).toBe('Connecting took longer than 5000 ms.');
    await clock.advance(1_000);
    expect(manager.view('hung').isReady).toBe(true);
    expect(events.map(({ brokerId, event }) => [brokerId, event.type])).toEqual([
      ['bad', 'stream-gap'],
      ['hung', 'stream-gap'],
    ]);
    await manager.close();
  });

  test('stops waiting when aborted, and connects all the same', async () => {
    const { clock, manager, broker } = desk();
    const slow = broker('slow');
    slow.script.on('connect', 'hang');
    manager.add(slow);
    const abort = new AbortController();
    const connecting = manager.connectAll({ abortSignal: abort.signal });
    abort.abort();
    expect(await connecting).toMatchObject([{ ok: false, error: { code: 'aborted', outcome: 'not-sent' } }]);
    await clock.advance(6_000);
    expect(manager.view('slow').isReady).toBe(true);
    await manager.close();
  });

  test('an account that is not admitted is neither set nor ready, and is asked again', async () => {
    const { manager, broker, clock } = desk();
    const account = broker('a');
    const refused = new BrokerError('not-authorized', { operation: 'admit', message: 'Its key may do too much.' });
    let isAdmitted = false;
    const admit = () => (isAdmitted ? Promise.resolve() : Promise.reject(refused));
    manager.add(account, { leverage: 20, tradedSymbols: ['BTCUSDT'] }, { admit });
    expect(await manager.connectAll()).toEqual([{ brokerId: 'a', ok: false, error: refused, settings: [] }]);
    expect(manager.health()).toMatchObject([{ isReady: false, lastError: 'Its key may do too much.' }]);
    expect(account.calls.map(({ method }) => method)).not.toContain('setLeverage');
    isAdmitted = true;
    await clock.advance(1_000);
    expect(manager.view('a').isReady).toBe(true);
    expect(manager.view('a').leverage('BTCUSDT')).toBe(20);
  });

  test('waits longer after each failure, up to the maximum', async () => {
    const { clock, manager, broker } = desk();
    const down = broker('down');
    down.script.always('connect', refusal('network', 'Down.'));
    manager.add(down);
    await manager.connectAll();
    await clock.advance(999);
    expect(down.callsOf('connect')).toHaveLength(1);
    await clock.advance(1);
    expect(down.callsOf('connect')).toHaveLength(2);
    await clock.advance(2_000);
    expect(down.callsOf('connect')).toHaveLength(3);
    await clock.advance(4_000 + 8_000 + 16_000 + 30_000 + 30_000);
    expect(down.callsOf('connect')).toHaveLength(8);
    await manager.close();
    await clock.advance(120_000);
    expect(down.callsOf('connect')).toHaveLength(8);
  });
});

test('a read or two that are lost on the way do not make it begin anew', async () => {
  const { manager, broker } = desk();
  const account = broker('a');
  for (const method of ['getServerTime', 'getLeverage', 'getAccount', 'getPositions', 'getOpenOrders'] as const) {
    account.script.on(method, refusal('network', 'Lost.'));
    account.script.on(method, refusal('network', 'Lost again.'));
  }
  manager.add(account, { leverage: 20, tradedSymbols: ['BTCUSDT'] });
  expect(await manager.connectAll()).toMatchObject([{ ok: true }]);
  expect(account.callsOf('connect')).toHaveLength(1);
  expect(manager.view('a')).toMatchObject({ isReady: true });
  await manager.close();
});

describe('events', () => {
  test('what happens while the snapshot is read is not lost', async () => {
    const { clock, manager, events, broker } = desk();
    const account = broker('a');
    account.script.on('getPositions', async () => {
      account.emit(positionEvent(START + 1, '0.02'));
      account.emit(orderEvent(START + 2));
      await clock.advance(0);
      return [];
    });
    account.script.on('getOpenOrders', () => []);
    manager.add(account);
    await manager.connectAll();
    await clock.advance(0);
    expect(manager.view('a').position('BTCUSDT', 'net')?.quantity.toFixed()).toBe('0.02');
    expect(manager.view('a').openOrders).toHaveLength(1);
    expect(events.map(({ event }) => event.type)).toEqual(['position-updated', 'order-updated']);
    await manager.close();
  });

  test('an event older than what the snapshot showed is ignored', async () => {
    const { clock, manager, broker } = desk();
    const account = broker('a');
    const shown = fakePosition({ quantity: decimal('0.05'), updatedAt: START });
    account.script.on('getPositions', () => [shown]);
    manager.add(account);
    await manager.connectAll();
    account.emit(positionEvent(START - 1, '0.01'));
    await clock.advance(0);
    expect(manager.view('a').positions).toEqual([shown]);
    account.emit(positionEvent(START + 1, null));
    await clock.advance(0);
    expect(manager.view('a').positions).toEqual([]);
    await manager.close();
  });

  test('a gap: not ready until the account was read anew, then the gap and what came after it', async () => {
    const { clock, manager, events, broker } = desk();
    const account = broker('a');
    manager.add(account);
    await manager.connectAll();
    const readiness: boolean[] = [];
    manager.subscribe(() => readiness.push(manager.view('a').isReady));
    account.script.on('getAccount', async () => {
      readiness.push(manager.view('a').isReady);
      return fakeAccount({ equity: decimal('9000') });
    });
    account.emit({ type: 'stream-gap', venueAt: START, receivedAt: START, fromAt: START - 5, reason: 'test' });
    account.emit(positionEvent(START + 1, '0.02'));
    await clock.advance(0);
    expect(readiness).toEqual([false, true, true]);
    expect(events.map(({ event }) => event.type)).toEqual(['stream-gap', 'position-updated']);
    expect(manager.view('a').account?.equity.toFixed()).toBe('9000');
    expect(manager.view('a').health().lastError).toBeNull();
    await manager.close();
  });

  test('a gap whose snapshot fails: reconnects, and the gap is told then', async () => {
    const { clock, manager, events, broker } = desk();
    const account = broker('a');
    manager.add(account);
    await manager.connectAll();
    for (let time = 0; time < READS; time += 1) account.script.on('getAccount', refusal('network', 'Lost.'));
    account.emit({ type: 'stream-gap', venueAt: START, receivedAt: START, fromAt: START - 5, reason: 'test' });
    await clock.advance(0);
    expect(manager.health()).toMatchObject([{ isReady: false, lastError: 'Lost.' }]);
    expect(events).toEqual([]);
    await clock.advance(1_000);
    expect(manager.view('a').isReady).toBe(true);
    expect(events).toMatchObject([{ event: { type: 'stream-gap', fromAt: START - 5, reason: 'reconnected' } }]);
    await manager.close();
  });

  test('a stream that ends: not ready, then connected again', async () => {
    const { clock, manager, events, broker } = desk();
    const account = broker('a');
    const firstStream = new AbortController();
    const watchAccount = account.watchAccount;
    let streams = 0;
    const dropping = Object.create(account, {
      watchAccount: {
        value: (options: { abortSignal: AbortSignal }) => {
          streams += 1;
          return watchAccount(
            streams > 1 ? options : { abortSignal: AbortSignal.any([options.abortSignal, firstStream.signal]) },
          );
        },
      },
    });
    manager.add(dropping);
    await manager.connectAll();
    await clock.advance(60_000);
    firstStream.abort();
    await clock.advance(0);
    expect(manager.health()).toMatchObject([{ isReady: false, lastError: 'The account stream ended.' }]);
    await clock.advance(1_000);
    expect(manager.view('a').isReady).toBe(true);
    expect(account.watcherCount).toBe(1);
    expect(events).toMatchObject([{ event: { type: 'stream-gap', fromAt: START, reason: 'reconnected' } }]);
    await manager.close();
    expect(account.watcherCount).toBe(0);
  });

  test('more events than are held while a snapshot hangs: the account is read anew', async () => {
    const { clock, manager, broker } = desk();
    const account = broker('a');
    manager.add(account);
    await manager.connectAll();
    account.script.on('getAccount', 'hang');
    account.emit({ type: 'stream-gap', venueAt: START, receivedAt: START, fromAt: START, reason: 'test' });
    for (let at = 1; at <= 10_001; at += 1) account.emit(positionEvent(START + at, '0.01'));
    await clock.advance(0);
    expect(manager.health()).toMatchObject([{ isReady: false, lastError: 'Too many events are waiting.' }]);
    account.emit(positionEvent(START + 20_000, null));
    await clock.advance(1_000);
    expect(manager.view('a')).toMatchObject({ isReady: true, positions: [] });
    await manager.close();
  });

  test('a listener that throws does not break the others, and is logged', async () => {
    const logged: string[] = [];
    const say = (message: string) => void logged.push(message);
    const logger = { debug: say, info: say, warn: say, error: say };
    const { clock, manager, broker } = desk({ logger });
    const account = broker('a');
    manager.add(account);
    const heard: string[] = [];
    const stop = manager.subscribe(() => {
      throw new Error('listener');
    });
    manager.subscribe(({ event }) => heard.push(event.type));
    await manager.connectAll();
    account.emit(orderEvent(START));
    await clock.advance(0);
    expect([heard, logged]).toEqual([['order-updated'], ['Listener failed']]);
    stop();
    account.emit(orderEvent(START + 1));
    await clock.advance(0);
    expect([heard.length, logged.length]).toEqual([2, 1]);
    await manager.close();
  });
});
