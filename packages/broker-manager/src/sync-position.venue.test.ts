import { afterEach, describe, expect, test, vi } from 'vitest';
import { createBinanceVenue } from '@perpdesk/binance-venue';
import { createBinanceBroker } from '@perpdesk/broker-binance';
import { BrokerError, decimal, silentLogger, type OrderRequest, type PositionMode } from '@perpdesk/broker-core';
import { createBrokerManager } from './create-broker-manager.ts';
import type { OrderGate } from './order-gate.ts';

vi.setConfig({ testTimeout: 30_000 });

const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const open of closing.splice(0).toReversed()) await open.close();
});

async function desk(modes: readonly PositionMode[], options: { gate?: OrderGate } = {}) {
  const accounts = modes.map((positionMode, index) => ({
    name: `${index}`,
    apiKey: `key-${index}`,
    secretKey: `secret-${index}`,
    positionMode,
  }));
  const venue = await createBinanceVenue({ seed: 1, accounts });
  const reducing: string[] = [];
  const noting: OrderGate = (broker, request, call) => {
    if (request.reduceOnly === true) reducing.push(broker.id);
    return broker.placeOrder(request, call);
  };
  const manager = createBrokerManager({ callTimeoutMs: 4_000, gate: noting, ...options });
  closing.push(venue, manager);
  for (const { name, apiKey, secretKey } of accounts) {
    manager.add(
      createBinanceBroker({
        id: name,
        environment: 'demo',
        credentials: { apiKey, secretKey },
        endpoints: { rest: venue.url, stream: venue.wsUrl, wsApi: venue.wsUrl },
        logger: silentLogger,
        wsApi: false,
        writeTimeoutMs: 500,
      }),
    );
  }
  expect((await manager.connectAll()).map(({ ok }) => ok)).toEqual(modes.map(() => true));
  const held = (account: string) =>
    venue.state(account).positions.map(({ positionSide, quantity }) => `${positionSide} ${quantity}`);
  const sent = (account: string) =>
    venue.state(account).orders.map(({ side, quantity }) => `${side} ${String(quantity)}`);
  return { venue, manager, held, sent, reducing };
}

const sync = (manager: Awaited<ReturnType<typeof desk>>['manager'], target: string, name: string) =>
  manager.syncPosition('BTCUSDT', decimal(target), { name });

describe('a position of both modes', () => {
  test('opens, adds, reduces, turns and closes with the orders that are needed', async () => {
    const { manager, held, sent, reducing } = await desk(['one-way', 'hedge']);
    for (const [step, target] of ['0.01', '0.03', '0.01', '-0.02', '-0.02', '0'].entries()) {
      const results = await sync(manager, target, `step-${step}`);
      expect(results).toMatchObject([
        { ok: true, value: { isAtTarget: true } },
        { ok: true, value: { isAtTarget: true } },
      ]);
    }
    const orders = ['buy 0.01', 'buy 0.02', 'sell 0.02', 'sell 0.01', 'sell 0.02', 'buy 0.02'];
    expect([sent('0'), sent('1')]).toEqual([orders, orders]);
    // in hedge mode the side says it
    expect(reducing).toEqual(['0', '0', '0']);
    expect([held('0'), held('1')]).toEqual([[], []]);
  });

  test('the same name again sends nothing, whatever has moved; another name does', async () => {
    const { manager, held } = await desk(['one-way']);
    await sync(manager, '0.02', 'first');
    await sync(manager, '0', 'away');
    const again = await sync(manager, '0.02', 'first');
    expect(again).toMatchObject([{ ok: true, value: { isAtTarget: false, orders: [{ status: 'filled' }] } }]);
    expect(held('0')).toEqual([]);
    expect(await sync(manager, '0.02', 'second')).toMatchObject([{ ok: true, value: { isAtTarget: true } }]);
  });

  test('two at once on one account do not add up', async () => {
    const { manager, held } = await desk(['one-way']);
    await Promise.all([sync(manager, '0.02', 'one'), sync(manager, '0.02', 'two')]);
    expect(held('0')).toEqual(['net 0.02']);
  });

  test('an order whose answer is lost is not sent again: it is looked up, and found', async () => {
    const { venue, manager, held, sent } = await desk(['one-way']);
    venue.faults.add({ on: { method: 'POST', path: '/fapi/v1/order' }, do: { kind: 'drop-after' } });
    expect(await sync(manager, '0.02', 'lost')).toMatchObject([{ ok: false, error: { outcome: 'unknown' } }]);
    expect(await sync(manager, '0.02', 'lost')).toMatchObject([{ ok: true, value: { isAtTarget: true } }]);
    expect([held('0'), sent('0')]).toEqual([['net 0.02'], ['buy 0.02']]);
  });

  test('one that may still come is not sent again under its name', async () => {
    const { venue, manager, sent } = await desk(['one-way']);
    venue.faults.add({ on: { method: 'POST', path: '/fapi/v1/order' }, do: { kind: 'drop-before' } });
    expect(await sync(manager, '0.02', 'gone')).toMatchObject([{ ok: false, error: { outcome: 'unknown' } }]);
    expect(await sync(manager, '0.02', 'gone')).toMatchObject([
      { ok: false, error: { outcome: 'unknown', message: expect.stringContaining('may still come') } },
    ]);
    expect(sent('0')).toEqual([]);
  });

  test('a target that is no decimal is said, and nothing is sent', async () => {
    const { manager, sent } = await desk(['one-way']);
    for (const target of [0.02, '0.02', undefined, decimal('1').div(0)]) {
      expect(await manager.syncPosition('BTCUSDT', target as never, { name: 'odd' })).toMatchObject([
        {
          ok: false,
          error: {
            code: 'invalid-request',
            outcome: 'not-sent',
            message: expect.stringContaining(`The target ${String(target)} is no amount`),
          },
        },
      ]);
    }
    expect(sent('0')).toEqual([]);
  });

  test('one that is refused is that account’s answer, and may be sent again', async () => {
    const { manager, held } = await desk(['one-way', 'one-way']);
    const refused = await manager.syncPosition('BTCUSDT', decimal('100'), { name: 'big', ids: ['0'] });
    expect(refused).toMatchObject([{ ok: false, error: { outcome: 'rejected' } }]);
    expect(await sync(manager, '0.01', 'big')).toMatchObject([{ ok: true }, { ok: true }]);
    expect([held('0'), held('1')]).toEqual([['net 0.01'], ['net 0.01']]);
  });

  test('orders go through the gate', async () => {
    const asked: OrderRequest[] = [];
    const gate: OrderGate = (_broker, request) => {
      asked.push(request);
      throw new BrokerError('unsupported', { operation: 'gate', message: 'The engine sends here.' });
    };
    const { manager, sent } = await desk(['one-way'], { gate });
    expect(await sync(manager, '0.01', 'gated')).toMatchObject([
      { ok: false, error: { message: 'The engine sends here.' } },
    ]);
    expect([asked.length, sent('0')]).toEqual([1, []]);
  });
});

test('all positions of all accounts are closed; a hung one is said', async () => {
  const { venue, manager, held } = await desk(['hedge', 'one-way', 'one-way']);
  await sync(manager, '0.02', 'btc');
  await manager.syncPosition('ETHUSDT', decimal('-0.5'), { name: 'eth' });
  venue.faults.add({ on: { path: '/fapi/v3/positionRisk', account: '2' }, times: 9, do: { kind: 'hang-before' } });
  const results = await manager.closeAllPositions({ name: 'flat', timeoutMs: 1_500 });
  expect(results).toMatchObject([
    { brokerId: '0', ok: true, value: [{ ok: true }, { ok: true }] },
    { brokerId: '1', ok: true, value: [{ ok: true, report: { isAtTarget: true } }, { ok: true }] },
    { brokerId: '2', ok: false, isTimedOut: true },
  ]);
  expect([held('0'), held('1'), held('2').length]).toEqual([[], [], 2]);
});
