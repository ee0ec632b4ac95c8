import { describe, expect, test } from 'vitest';
import { BrokerError, decimal, type BrokerEvent, type Position } from '@perpdesk/broker-core';
import { createFakeBroker, createFakeClock, fakePosition, type FakeBrokerOptions } from '@perpdesk/broker-core/testing';
import type { ManagedEvent } from './broker-manager.ts';
import { createBrokerManager } from './create-broker-manager.ts';

const START = 1_800_000_000_000;
const held = (quantity: string): readonly Position[] => [fakePosition({ quantity: decimal(quantity) })];

async function desk(options: FakeBrokerOptions = {}) {
  const clock = createFakeClock(START);
  const manager = createBrokerManager({ clock });
  const events: ManagedEvent[] = [];
  manager.subscribe((event) => events.push(event));
  const broker = (given: FakeBrokerOptions = {}) => createFakeBroker({ id: 'a', clock, ...options, ...given });
  const before = broker();
  manager.add(before, { leverage: 5, tradedSymbols: ['BTCUSDT'] });
  await manager.connectAll();
  const call = (at: number): BrokerEvent => ({ type: 'margin-call', venueAt: at, receivedAt: at, symbols: [] });
  return { clock, manager, events, broker, before, call, view: manager.view('a') };
}

describe('another connection of the same account', () => {
  test('takes over once it is read: heard alone, its view the one that was handed out', async () => {
    const { clock, manager, events, broker, before, call, view } = await desk({ positions: held('0.02') });
    const next = broker();
    const report = await manager.replace('a', next);
    expect(report).toEqual({ brokerId: 'a', ok: true, error: null, settings: [] });
    expect(manager.get('a')).toBe(next);
    before.emit(call(START + 1));
    next.emit(call(START + 2));
    await clock.advance(0);
    expect(events.map(({ event }) => [event.type, event.venueAt])).toEqual([
      ['stream-gap', START],
      ['margin-call', START + 2],
    ]);
    expect(events[0]?.event).toMatchObject({ fromAt: START, reason: 'replaced' });
    expect([view.isReady, view.leverage('BTCUSDT')]).toEqual([true, 10]);
    expect(await manager.configure('a', { leverage: 5, tradedSymbols: ['BTCUSDT'] })).toMatchObject({
      settings: [{ setting: 'BTCUSDT leverage', result: 'set' }],
    });
    await manager.close();
    expect([before.isConnected, next.isConnected]).toEqual([false, false]);
  });

  test('the one before is closed once what it was asked has had its time', async () => {
    const { clock, manager, broker, before } = await desk();
    await manager.replace('a', broker());
    await clock.advance(14_999);
    expect(before.isConnected).toBe(true);
    await clock.advance(1);
    expect([before.isConnected, before.watcherCount]).toEqual([false, 0]);
    await manager.close();
  });

  test('one that cannot connect changes nothing, and is not tried again', async () => {
    const { clock, manager, events, broker, before, call, view } = await desk();
    const next = broker();
    next.script.on('connect', new BrokerError('not-authorized', { operation: 'connect', message: 'A wrong key.' }));
    expect(await manager.replace('a', next)).toMatchObject({ ok: false, error: { message: 'A wrong key.' } });
    await clock.advance(60_000);
    expect([next.isConnected, next.callsOf('connect').length]).toEqual([false, 1]);
    expect([manager.get('a') === before, view.isReady, view.health().lastFailure]).toEqual([true, true, null]);
    before.emit(call(START));
    await clock.advance(0);
    expect(events.map(({ event }) => event.type)).toEqual(['margin-call']);
    await manager.close();
  });

  test('nor does one that is not admitted', async () => {
    const { manager, broker, before } = await desk();
    const error = new BrokerError('not-authorized', { operation: 'admit', message: 'May withdraw.' });
    const admit = () => Promise.reject(error);
    expect(await manager.replace('a', broker(), { admit })).toMatchObject({ ok: false, error });
    expect(manager.get('a')).toBe(before);
    await manager.close();
  });

  test('nor one that shows another account', async () => {
    const { clock, manager, broker, before } = await desk({ positions: held('0.02') });
    const next = broker({ positions: held('0.03') });
    const replacing = manager.replace('a', next);
    await clock.advance(5_000);
    expect(await replacing).toMatchObject({
      ok: false,
      error: { code: 'invalid-request', message: expect.stringContaining('shows another account') },
    });
    expect([manager.get('a') === before, next.isConnected]).toEqual([true, false]);
    // nor is anything written to that one
    expect(next.calls.filter(({ method }) => method.startsWith('set'))).toEqual([]);
    expect(next.callsOf('getAccount')).toHaveLength(2);
    await manager.close();
  });

  test('one of which nothing was known yet is set', async () => {
    const clock = createFakeClock(START);
    const manager = createBrokerManager({ clock });
    const [wrong, right] = [createFakeBroker({ id: 'a', clock }), createFakeBroker({ id: 'a', clock })];
    const refused = new BrokerError('not-authorized', { operation: 'connect', message: 'A wrong key.' });
    wrong.script.always('connect', refused);
    manager.add(wrong, { leverage: 5, tradedSymbols: ['BTCUSDT'] });
    await manager.connectAll();
    const replacing = manager.replace('a', right);
    await clock.advance(2_000);
    expect(await replacing).toMatchObject({ ok: true, settings: [{ result: 'set' }] });
    expect(manager.view('a')).toMatchObject({ isReady: true });
    await manager.close();
  });

  test('what could not be set on the one before is set once it has taken over', async () => {
    const { clock, manager, broker, before, view } = await desk({ positions: held('0.02') });
    before.script.always(
      'getLeverage',
      new BrokerError('not-connected', { operation: 'getLeverage', message: 'Off.' }),
    );
    const wanted = { leverage: 3, tradedSymbols: ['BTCUSDT', 'ETHUSDT'] };
    expect(await manager.configure('a', wanted)).toMatchObject({ ok: false });
    const next = broker();
    const replacing = manager.replace('a', next);
    await clock.advance(5_000);
    expect(await replacing).toMatchObject({
      ok: true,
      settings: [
        { setting: 'BTCUSDT leverage', result: 'set' },
        { setting: 'ETHUSDT leverage', result: 'set' },
      ],
    });
    expect(next.callsOf('setLeverage')).toHaveLength(2);
    expect([view.isReady, manager.get('a') === next]).toEqual([true, true]);
    await manager.close();
  });

  test('a position that moves between the two looks is looked at again', async () => {
    const { clock, manager, broker, before } = await desk({ positions: held('0.02') });
    const next = broker({ positions: held('0.03') });
    const replacing = manager.replace('a', next);
    await clock.advance(500);
    const moved: BrokerEvent = {
      type: 'position-updated',
      venueAt: clock.now(),
      receivedAt: clock.now(),
      symbol: 'BTCUSDT',
      positionSide: 'net',
      position: fakePosition({ quantity: decimal('0.03'), updatedAt: clock.now() }),
    };
    before.emit(moved);
    await clock.advance(5_000);
    expect(await replacing).toMatchObject({ ok: true });
    await manager.close();
  });

  test('where the one before is cut off, what was open last has to be there', async () => {
    const { clock, manager, broker, before, events } = await desk({ positions: held('0.02') });
    await clock.advance(10_000);
    const gone = new BrokerError('not-authorized', { operation: 'getAccount', message: 'Key revoked.' });
    before.script.always('getAccount', gone);
    const at = clock.now();
    before.emit({ type: 'stream-gap', venueAt: at, receivedAt: at, fromAt: at, reason: 'test' });
    await clock.advance(0);
    const replaceBy = async (next: ReturnType<typeof broker>) => {
      const replacing = manager.replace('a', next);
      await clock.advance(2_000);
      return replacing;
    };
    expect(await replaceBy(broker({ positions: [] }))).toMatchObject({ ok: false });
    expect(await replaceBy(broker())).toMatchObject({ ok: true });
    expect(events.at(-1)?.event).toMatchObject({ type: 'stream-gap', fromAt: at, reason: 'replaced' });
    expect(manager.view('a').isReady).toBe(true);
    await manager.close();
  });

  test.each([
    ['of another name', { id: 'b' }, 'is named b'],
    ['of another environment', { environment: 'demo' }, 'is demo'],
  ] as const)('one %s is refused unasked', async (_title, given, said) => {
    const { manager, broker } = await desk();
    const next = broker(given);
    expect(await manager.replace('a', next)).toMatchObject({ error: { message: expect.stringContaining(said) } });
    expect(next.calls).toEqual([]);
    await expect(manager.replace('nobody', next)).rejects.toMatchObject({ code: 'invalid-request' });
    await manager.close();
  });
});
