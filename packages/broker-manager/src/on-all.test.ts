import { describe, expect, test } from 'vitest';
import { BrokerError, decimal } from '@perpdesk/broker-core';
import { createFakeBroker, createFakeClock, fakeAccount, fakePosition } from '@perpdesk/broker-core/testing';
import type { BrokerHealth } from './account-view.ts';
import type { ManagedEvent } from './broker-manager.ts';
import { createBrokerManager } from './create-broker-manager.ts';

const START = 1_800_000_000_000;

async function desk(ids: readonly string[]) {
  const clock = createFakeClock(START);
  const manager = createBrokerManager({ clock, reconnect: { firstDelayMs: 1_000 }, callTimeoutMs: 5_000 });
  const brokers = ids.map((id) => createFakeBroker({ id, clock }));
  for (const broker of brokers) manager.add(broker);
  await manager.connectAll();
  return { clock, manager, brokers };
}

const said = (results: readonly { readonly brokerId: string; readonly ok: boolean }[]) =>
  results.map((result) => [result.brokerId, result.ok]);

describe('what all are asked', () => {
  test('each has its own answer; one that hangs is timed out and delays nobody', async () => {
    const { clock, manager, brokers } = await desk(['hung', 'bad', 'good']);
    const [hung, bad, good] = brokers;
    hung?.script.on('getPositions', 'hang');
    bad?.script.on('getPositions', new BrokerError('network', { operation: 'test', message: 'No route.' }));
    good?.script.on('getPositions', () => [fakePosition({ quantity: decimal('0.01') })]);
    const answered: string[] = [];
    const asking = manager
      .onAll(async (broker) => {
        const positions = await broker.getPositions().finally(() => answered.push(broker.id));
        return positions.length;
      })
      .then((results) => (answered.push('all'), results));
    await clock.advance(0);
    expect(answered).toEqual(['bad', 'good']);
    await clock.advance(5_000);
    const results = await asking;
    expect(answered).toEqual(['bad', 'good', 'all']);
    expect(results).toMatchObject([
      { brokerId: 'hung', ok: false, isTimedOut: true, error: { code: 'timeout', outcome: 'unknown' } },
      { brokerId: 'bad', ok: false, isTimedOut: false, error: { message: 'No route.' } },
      { brokerId: 'good', ok: true, value: 1 },
    ]);
    expect(manager.view('hung').isReady).toBe(true);
    await manager.close();
  });

  test('an operation that throws at once, or something else, is that account’s answer', async () => {
    const { manager } = await desk(['a', 'b']);
    const results = await manager.onAll((broker) => {
      if (broker.id === 'a') throw new TypeError('https://example.com/?signature=abc');
      return Promise.resolve('fine');
    });
    expect(results).toMatchObject([
      { ok: false, error: { code: 'venue-error', message: 'Account a failed (TypeError).' } },
      { ok: true, value: 'fine' },
    ]);
    await manager.close();
  });

  test('only some, for a time of their own, or until nobody waits any more', async () => {
    const { clock, manager, brokers } = await desk(['a', 'b', 'c']);
    for (const broker of brokers) broker.script.always('getAccount', 'hang');
    const short = manager.getAllAccounts({ ids: ['c', 'a'], timeoutMs: 100 });
    await clock.advance(100);
    expect(said(await short)).toEqual([
      ['c', false],
      ['a', false],
    ]);
    const abort = new AbortController();
    const waiting = manager.getAllAccounts({ ids: ['b'], abortSignal: abort.signal });
    abort.abort();
    expect(await waiting).toMatchObject([{ ok: false, isTimedOut: false, error: { code: 'aborted' } }]);
    await expect(manager.getAllPositions({ ids: ['a', 'nobody'] })).rejects.toMatchObject({ code: 'invalid-request' });
    await manager.close();
  });

  test('all fifty are asked at once', async () => {
    const ids = Array.from({ length: 50 }, (_, index) => `account-${index}`);
    const { clock, manager, brokers } = await desk(ids);
    let underWay = 0;
    let most = 0;
    for (const broker of brokers) {
      broker.script.on('getPositions', async () => {
        underWay += 1;
        most = Math.max(most, underWay);
        await new Promise<void>((resolve) => clock.schedule(100, resolve));
        underWay -= 1;
        return [];
      });
    }
    const before = brokers.map((broker) => broker.callsOf('getPositions').length);
    const reading = manager.getAllPositions();
    await clock.advance(100);
    expect((await reading).every((result) => result.ok && result.value.length === 0)).toBe(true);
    expect([most, clock.now() - START]).toEqual([50, 100]);
    expect(brokers.map((broker, index) => broker.callsOf('getPositions').length - (before[index] ?? 0))).toEqual(
      ids.map(() => 1),
    );
    await manager.close();
  });

  test('leverage of an instrument: set, already so, refused, or no answer', async () => {
    const { clock, manager, brokers } = await desk(['set', 'so', 'refused', 'hung']);
    const [, so, refused, hung] = brokers;
    so?.script.on('getLeverage', () => 7);
    refused?.script.on(
      'setLeverage',
      new BrokerError('leverage-too-high', { operation: 'setLeverage', message: 'Too much.' }),
    );
    hung?.script.on('getLeverage', 'hang');
    const setting = manager.setLeverageOnAll('BTCUSDT', 7);
    await clock.advance(5_000);
    expect(await setting).toMatchObject([
      { ok: true, value: { setting: 'BTCUSDT leverage', result: 'set', detail: 'It was 10 and is 7 now.' } },
      { ok: true, value: { result: 'already-so' } },
      { ok: true, value: { result: 'refused', detail: 'Too much.' } },
      { ok: false, isTimedOut: true },
    ]);
    expect(so?.callsOf('setLeverage')).toEqual([]);
    await manager.close();
  });

  test('totals: what was read and has a price, and who is not in them', async () => {
    const { manager, brokers } = await desk(['a', 'b', 'c', 'd']);
    const [a, b, c, d] = brokers;
    a?.script.on('getAccount', () => fakeAccount({ equity: decimal('0.1') }));
    b?.script.on('getAccount', () => fakeAccount({ equity: decimal('0.2') }));
    c?.script.on('getAccount', () => fakeAccount({ quoteAsset: 'USDC', equity: decimal('7') }));
    d?.script.on('getAccount', new BrokerError('network', { operation: 'getAccount', message: 'Lost.' }));
    const totals = await manager.getTotals({ quoteAsset: 'USDT' });
    expect(totals.equity.toFixed()).toBe('0.3');
    expect(totals).toMatchObject({
      counted: ['a', 'b'],
      notCounted: [
        { brokerId: 'c', reason: 'no-price', asset: 'USDC' },
        { brokerId: 'd', reason: 'not-read', error: { message: 'Lost.' } },
      ],
    });
    await manager.close();
  });
});

describe('events and health of all', () => {
  test('events come as one stream, each with its account, until it is closed', async () => {
    const { clock, manager, brokers } = await desk(['a', 'b']);
    const heard: ManagedEvent[] = [];
    const reading = (async () => {
      for await (const event of manager.events()) heard.push(event);
    })();
    for (const [index, broker] of brokers.entries()) {
      const at = START + index;
      broker.emit({ type: 'margin-call', venueAt: at, receivedAt: at, symbols: ['BTCUSDT'] });
    }
    await clock.advance(0);
    await manager.close();
    await reading;
    expect(heard.map(({ brokerId, event }) => [brokerId, event.type, event.venueAt])).toEqual([
      ['a', 'margin-call', START],
      ['b', 'margin-call', START + 1],
    ]);
  });

  test('health is pushed when it is another and after each read, and stands to be pulled', async () => {
    const { clock, manager, brokers } = await desk(['a', 'b']);
    const pushed: BrokerHealth[] = [];
    const stop = manager.watchHealth((health) => pushed.push(health));
    await clock.advance(10_000);
    expect(pushed).toEqual([]);
    const [a] = brokers;
    for (let time = 0; time < 3; time += 1) {
      a?.script.on('getAccount', new BrokerError('network', { operation: 'getAccount', message: 'Lost.' }));
    }
    a?.emit({ type: 'stream-gap', venueAt: clock.now(), receivedAt: clock.now(), fromAt: START, reason: 'test' });
    await clock.advance(0);
    await clock.advance(1_000);
    expect(pushed.map(({ brokerId, isReady, lastError }) => [brokerId, isReady, lastError])).toEqual([
      ['a', false, 'The stream has a gap (test); reading the account anew.'],
      ['a', false, 'Lost.'],
      ['a', true, null],
    ]);
    const failedAt = START + 10_000;
    expect(manager.health()[0]).toMatchObject({
      isConnected: true,
      isReady: true,
      streamAgeMs: 0,
      lastError: null,
      lastFailure: { at: failedAt, code: 'network', detail: 'Lost.' },
    });
    expect(manager.health()[1]).toMatchObject({ streamAgeMs: 11_000, limits: null, lastFailure: null });
    pushed.length = 0;
    await clock.advance(40_000);
    expect(pushed.map(({ brokerId }) => brokerId).toSorted()).toEqual(['a', 'b']);
    stop();
    await clock.advance(40_000);
    expect(pushed).toHaveLength(2);
    await manager.close();
  });

  test('limits are those that the adapter tells, while it is connected', async () => {
    const clock = createFakeClock(START);
    const manager = createBrokerManager({ clock });
    const limits = { weight: { used: 12, limit: 2_400 }, orders: { used: '1' }, blockedUntilAt: START + 5 };
    manager.add(Object.assign(createFakeBroker({ id: 'a', clock }), { limits }));
    expect(manager.health()).toMatchObject([{ isConnected: false, streamAgeMs: null, limits: null }]);
    await manager.connectAll();
    expect(manager.health()).toMatchObject([
      { limits: { uses: [{ name: 'weight', used: 12, limit: 2_400 }], blockedUntilAt: START + 5 } },
    ]);
    await manager.close();
  });
});
