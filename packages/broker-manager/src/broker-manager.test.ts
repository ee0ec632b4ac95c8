import { describe, expect, test } from 'vitest';
import { BrokerError, createBrokerRegistry, decimal } from '@perpdesk/broker-core';
import { createFakeBroker, createFakeClock } from '@perpdesk/broker-core/testing';
import * as api from './index.ts';
import { createBrokerManager } from './create-broker-manager.ts';
import { initializeBroker } from './initialize-broker.ts';
import { reconnectDelayMs, RECONNECT_DEFAULTS } from './reconnect-delay.ts';

const START = 1_800_000_000_000;

test('exports', () => {
  expect(Object.keys(api).toSorted()).toEqual([
    'createBrokerManager',
    'initializeBroker',
    'initializeBrokers',
    'measureClockOffset',
    'totalOf',
  ]);
});

describe('accounts', () => {
  test('an id is taken once, and an unknown one is refused with those that exist', async () => {
    const manager = createBrokerManager({ clock: createFakeClock(START) });
    expect(() => manager.get('a')).toThrow('There is no broker "a". Known: none.');
    manager.add(createFakeBroker({ id: 'a' }));
    expect(() => manager.add(createFakeBroker({ id: 'a' }))).toThrow(RangeError);
    expect(() => manager.view('b')).toThrow('There is no broker "b". Known: a.');
    expect(manager.ids).toEqual(['a']);
    await manager.remove('a');
    expect(manager.ids).toEqual([]);
  });

  test('refresh reads the account anew, and says when it cannot', async () => {
    const clock = createFakeClock(START);
    const manager = createBrokerManager({ clock });
    const broker = createFakeBroker({ id: 'a', clock });
    manager.add(broker);
    await expect(manager.refresh('a')).rejects.toMatchObject({ code: 'not-connected' });
    await manager.connectAll();
    broker.script.on('getAccount', new BrokerError('timeout', { operation: 'getAccount', message: 'Slow.' }));
    await expect(manager.refresh('a')).rejects.toMatchObject({ code: 'timeout' });
    expect(manager.view('a').isReady).toBe(true);
    await manager.refresh('a');
    expect(broker.callsOf('getAccount')).toHaveLength(3);
    await manager.close();
  });

  test('onAll answers per account; a stranger’s message is not repeated', async () => {
    const manager = createBrokerManager({ clock: createFakeClock(START) });
    for (const id of ['a', 'b', 'c']) manager.add(createFakeBroker({ id, isConnected: true }));
    const results = await manager.onAll(async (broker) => {
      if (broker.id === 'b') throw new Error('https://secret@host');
      if (broker.id === 'c') throw new BrokerError('rate-limited', { operation: 'x', message: 'Slow down.' });
      return broker.id;
    });
    expect(results).toMatchObject([
      { brokerId: 'a', ok: true, value: 'a' },
      { brokerId: 'b', ok: false, error: { code: 'venue-error', message: 'Account b failed (Error).' } },
      { brokerId: 'c', ok: false, error: { code: 'rate-limited' } },
    ]);
  });

  test('the clock offset is measured at the midpoint of a round trip, again and again', async () => {
    const clock = createFakeClock(START);
    const manager = createBrokerManager({ clock, clockCheckMs: 10_000 });
    const broker = createFakeBroker({ id: 'a', clock });
    broker.script.on('getServerTime', async () => {
      await clock.advance(100);
      return START + 1_050;
    });
    manager.add(broker);
    await manager.connectAll();
    expect(manager.health()[0]?.clockOffsetMs).toBe(1_000);
    expect(manager.view('a').venueNow()).toBe(clock.now() + 1_000);
    await clock.advance(10_000);
    expect(manager.health()[0]?.clockOffsetMs).toBe(0);
    await manager.close();
    expect(clock.scheduledCount).toBe(0);
  });

  test('a clock that cannot be read is read again later', async () => {
    const clock = createFakeClock(START);
    const manager = createBrokerManager({ clock, clockCheckMs: 10_000 });
    const broker = createFakeBroker({ id: 'a', clock });
    manager.add(broker);
    await manager.connectAll();
    broker.script.on('getServerTime', new BrokerError('timeout', { operation: 'getServerTime', message: 'Slow.' }));
    broker.script.on('getServerTime', () => clock.now() + 7);
    await clock.advance(10_000);
    expect(manager.health()).toMatchObject([{ isReady: true, clockOffsetMs: 0, lastError: null }]);
    await clock.advance(10_000);
    expect(manager.health()[0]?.clockOffsetMs).toBe(7);
    await manager.close();
  });

  test('a broker that does not close is reported and forgotten', async () => {
    const logged: string[] = [];
    const say = (message: string) => void logged.push(message);
    const clock = createFakeClock(START);
    const manager = createBrokerManager({ clock, logger: { debug: say, info: say, warn: say, error: say } });
    const broker = createFakeBroker({ id: 'a', clock });
    manager.add(Object.create(broker, { close: { value: () => Promise.reject(new Error('stuck')) } }));
    await manager.connectAll();
    await manager.close();
    expect([manager.ids, logged]).toEqual([[], ['Broker did not close']]);
  });

  test('a balance event moves the totals', async () => {
    const clock = createFakeClock(START);
    const manager = createBrokerManager({ clock });
    const broker = createFakeBroker({ id: 'a', clock });
    manager.add(broker);
    await manager.connectAll();
    const balance = (asset: string, wallet: string, pnl: string) => ({
      asset,
      walletBalance: decimal(wallet),
      availableBalance: decimal('9000'),
      unrealizedPnl: decimal(pnl),
    });
    const tell = async (asset: string, at: number, wallet: string, pnl: string) => {
      broker.emit({ type: 'balance-updated', venueAt: at, receivedAt: at, balance: balance(asset, wallet, pnl) });
      await clock.advance(0);
    };
    await tell('USDT', START + 2, '9900', '50');
    await tell('USDT', START + 1, '1', '1');
    await tell('BNB', START + 3, '2', '0');
    const { account } = manager.view('a');
    expect(account?.equity.toFixed()).toBe('9950');
    expect(account?.availableBalance.toFixed()).toBe('9000');
    expect(account?.balances.map(({ asset }) => asset)).toEqual(['BNB', 'USDT']);
    await manager.close();
  });
});

describe('initializeBroker', () => {
  test('creates, connects and adds, from a registry or a factory', async () => {
    const clock = createFakeClock(START);
    const manager = createBrokerManager({ clock });
    const registry = createBrokerRegistry();
    registry.registerBroker('fake', ({ id }) => createFakeBroker({ id, clock }));
    const broker = await initializeBroker(manager, registry, 'fake', { id: 'one', clock });
    await initializeBroker(manager, ({ id }) => createFakeBroker({ id, clock }), 'two', { clock });
    expect(broker.isConnected).toBe(true);
    expect(manager.health().map(({ brokerId, isReady }) => [brokerId, isReady])).toEqual([
      ['one', true],
      ['two', true],
    ]);
    await expect(initializeBroker(manager, registry, 'fake', { id: 'one' })).rejects.toThrow(RangeError);
    await expect(initializeBroker(manager, registry, 'nowhere')).rejects.toMatchObject({ code: 'invalid-request' });
    await manager.close();
  });

  test('adds nothing when it cannot be connected', async () => {
    const clock = createFakeClock(START);
    const manager = createBrokerManager({ clock });
    const broker = createFakeBroker({ id: 'a', clock });
    broker.script.always('connect', new BrokerError('not-authorized', { operation: 'connect', message: 'Bad key.' }));
    await expect(initializeBroker(manager, () => broker, 'a')).rejects.toThrow('Bad key.');
    expect(manager.ids).toEqual([]);
    expect(clock.scheduledCount).toBe(0);
  });
});

test('the delay doubles to the maximum, and chance takes up to half of it away', () => {
  const delays = [1, 2, 7, 99].map((failures) => reconnectDelayMs(failures, RECONNECT_DEFAULTS, () => 0));
  expect(delays).toEqual([500, 1_000, 30_000, 30_000]);
  expect(reconnectDelayMs(1, RECONNECT_DEFAULTS, () => 0.5)).toBe(375);
});
