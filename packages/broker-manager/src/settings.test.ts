import { describe, expect, test } from 'vitest';
import { BrokerError } from '@perpdesk/broker-core';
import { createFakeBroker, createFakeClock } from '@perpdesk/broker-core/testing';
import { createBrokerManager } from './create-broker-manager.ts';

/** How often a read is made before it counts as failed. */
const READS = 3;

function desk() {
  const clock = createFakeClock(1_800_000_000_000);
  const manager = createBrokerManager({ clock, reconnect: { firstDelayMs: 1_000, timeoutMs: 5_000 } });
  return { clock, manager, broker: (id: string) => createFakeBroker({ id, clock }) };
}

const refusal = (code: 'has-open-exposure' | 'network' | 'timeout' | 'rate-limited', message: string) =>
  new BrokerError(code, { operation: 'test', message });

describe('settings', () => {
  test('sets what differs, leaves what is so, reports what is refused', async () => {
    const { manager, broker } = desk();
    const account = broker('a');
    account.script.on('setMarginType', refusal('has-open-exposure', 'Orders are open.'));
    manager.add(account, {
      positionMode: 'hedge',
      leverage: 10,
      marginType: 'isolated',
      symbols: { ETHUSDT: { leverage: 5, marginType: 'cross' } },
      tradedSymbols: ['BTCUSDT'],
    });
    const [report] = await manager.connectAll();
    expect(report?.ok).toBe(true);
    expect(report?.settings).toEqual([
      { setting: 'positionMode', result: 'set', detail: 'It was one-way and is hedge now.' },
      { setting: 'BTCUSDT marginType', result: 'refused', detail: 'Orders are open.' },
      { setting: 'BTCUSDT leverage', result: 'already-so', detail: 'It is 10.' },
      { setting: 'ETHUSDT marginType', result: 'already-so', detail: 'It is cross.' },
      { setting: 'ETHUSDT leverage', result: 'set', detail: 'It was 10 and is 5 now.' },
    ]);
    expect(manager.view('a').positionMode).toBe('hedge');
    expect(manager.view('a').leverage('ETHUSDT')).toBe(5);
    await manager.close();
  });

  test('looks again when the outcome of a setting is unknown', async () => {
    const { manager, broker } = desk();
    const account = broker('a');
    account.script.on('getLeverage', () => 10);
    account.script.on('setLeverage', refusal('timeout', 'No answer.'));
    account.script.on('getLeverage', () => 20);
    manager.add(account, { leverage: 20, tradedSymbols: ['BTCUSDT'] });
    const [report] = await manager.connectAll();
    expect(report?.settings).toEqual([{ setting: 'BTCUSDT leverage', result: 'set', detail: 'It is 20 now.' }]);
    await manager.close();
  });
});

describe('settings that change', () => {
  test('what differs is written and read; what is so already is not', async () => {
    const { manager, broker } = desk();
    const account = broker('a');
    manager.add(account, { leverage: 10, tradedSymbols: ['BTCUSDT'] });
    await manager.connectAll();
    expect(manager.view('a').leverage('ETHUSDT')).toBeNull();
    const report = await manager.configure('a', { leverage: 5, tradedSymbols: ['BTCUSDT', 'ETHUSDT'] });
    expect(report).toMatchObject({
      ok: true,
      settings: [
        { setting: 'BTCUSDT leverage', result: 'set' },
        { setting: 'ETHUSDT leverage', result: 'set' },
      ],
    });
    const view = manager.view('a');
    expect([view.leverage('BTCUSDT'), view.leverage('ETHUSDT')]).toEqual([5, 5]);
    expect(account.callsOf('setLeverage')).toHaveLength(2);
    await manager.close();
  });

  test('of an account that is not connected they are set when it connects', async () => {
    const { clock, manager, broker } = desk();
    const account = broker('a');
    account.script.on('connect', refusal('network', 'Down.'));
    manager.add(account, { leverage: 10, tradedSymbols: ['BTCUSDT'] });
    await manager.connectAll();
    expect(await manager.configure('a', { leverage: 5, tradedSymbols: ['BTCUSDT'] })).toMatchObject({ ok: false });
    await clock.advance(1_000);
    expect(manager.view('a').leverage('BTCUSDT')).toBe(5);
    await manager.close();
  });
});

describe('settings that cannot be read', () => {
  test.each(['network', 'timeout', 'rate-limited'] as const)(
    '%s: connecting is tried again, and sets them',
    async (code) => {
      const { clock, manager, broker } = desk();
      const account = broker('a');
      for (let time = 0; time < (code === 'network' ? READS : 1); time += 1) {
        account.script.on('getLeverage', refusal(code, 'Later.'));
      }
      manager.add(account, { leverage: 20, tradedSymbols: ['BTCUSDT'] });
      const [report] = await manager.connectAll();
      expect(report).toMatchObject({ ok: false, error: { code }, settings: [] });
      expect(account.callsOf('setLeverage')).toEqual([]);
      await clock.advance(1_000);
      const [again] = await manager.connectAll();
      const detail = 'It was 10 and is 20 now.';
      expect(again).toMatchObject({ ok: true, settings: [{ setting: 'BTCUSDT leverage', result: 'set', detail }] });
      expect(manager.view('a')).toMatchObject({ isReady: true });
      await manager.close();
    },
  );

  test('a write that is not answered is not taken for a refusal while nothing can be read', async () => {
    const { clock, manager, broker } = desk();
    const account = broker('a');
    account.script.on('getLeverage', () => 10);
    account.script.on('setLeverage', refusal('timeout', 'No answer.'));
    for (let time = 0; time < READS; time += 1) account.script.on('getLeverage', refusal('network', 'Gone.'));
    manager.add(account, { leverage: 20, tradedSymbols: ['BTCUSDT'] });
    expect(await manager.connectAll()).toMatchObject([{ ok: false, error: { code: 'timeout' } }]);
    await clock.advance(1_000);
    expect(manager.view('a').leverage('BTCUSDT')).toBe(20);
    await manager.close();
  });
});
