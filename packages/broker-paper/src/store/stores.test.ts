import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { decimal, type Fill, type Income, type Order, toClientOrderId, toVenueOrderId } from '@perpdesk/broker-core';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newOrder } from '../engine/new-order.ts';
import { createMemoryPaperStore } from './memory-store.ts';
import type { PaperStore } from './paper-store.ts';
import { createSqlitePaperStore } from './sqlite-store.ts';

const order = (id: number, overrides: Partial<Order> = {}): Order => ({
  ...newOrder(
    {
      type: 'market',
      symbol: 'BTCUSDT',
      side: 'buy',
      positionSide: 'net',
      quantity: decimal('0.5'),
      clientOrderId: toClientOrderId(`client-${id}`),
    },
    id,
    id * 100,
  ).order,
  ...overrides,
});
const fill = (id: number, symbol = 'BTCUSDT'): Fill => ({
  symbol,
  tradeId: `${id}`,
  venueOrderId: toVenueOrderId(`${id}`),
  clientOrderId: id === 1 ? toClientOrderId('client-1') : null,
  side: 'buy',
  positionSide: 'net',
  quantity: decimal('0.5'),
  price: decimal('60000.1'),
  fee: decimal('0.00000001'),
  feeAsset: 'USDT',
  realizedPnl: decimal('-1'),
  isMaker: false,
  venueAt: id * 100,
});
const income = (id: number): Income => ({
  type: 'fee',
  symbol: id % 2 === 0 ? 'ETHUSDT' : 'BTCUSDT',
  asset: 'USDT',
  amount: decimal(`-0.${id}`),
  venueAt: id * 100,
});
const nothing = { orders: [], fills: [], incomes: [] } as const;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paper-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe.each([
  ['memory', () => createMemoryPaperStore()],
  ['sqlite', () => createSqlitePaperStore({ path: join(folder, 'paper.db') })],
])('the %s store', (_, create: () => PaperStore) => {
  test('gives back what was committed, also after it was closed', async () => {
    const store = create();
    expect(await store.load()).toBeNull();
    const changes = {
      orders: [order(1), order(2)],
      fills: [fill(1)],
      incomes: [income(1), income(2)],
      state: '{"a":1}',
    };
    await store.commit(changes);
    await store.close();
    await store.close();
    expect(await store.load()).toBe('{"a":1}');
    expect(await store.listOrders({})).toEqual(changes.orders);
    expect(await store.listFills({})).toEqual(changes.fills);
    expect(await store.listIncome({})).toEqual(changes.incomes);
    await store.close();
  });

  test('keeps one row an order, in its last form', async () => {
    const store = create();
    await store.load();
    await store.commit({ ...nothing, orders: [order(1, { status: 'open' })], state: '{}' });
    await store.commit({ ...nothing, orders: [order(1, { status: 'canceled' })], state: '{}' });
    expect((await store.listOrders({})).map(({ status }) => status)).toEqual(['canceled']);
    await store.close();
  });

  test('finds the newest order of a client id, and any by its own id', async () => {
    const store = create();
    await store.load();
    const twice = { clientOrderId: toClientOrderId('twice') };
    await store.commit({ ...nothing, orders: [order(1, twice), order(2, twice), order(10)], state: '{}' });
    const symbol = 'BTCUSDT';
    expect((await store.findOrder({ symbol, ...twice }))?.venueOrderId).toBe('2');
    expect((await store.findOrder({ symbol, venueOrderId: toVenueOrderId('1') }))?.venueOrderId).toBe('1');
    expect(await store.findOrder({ symbol: 'ETHUSDT', ...twice })).toBeNull();
    expect(await store.findOrder({ symbol, clientOrderId: toClientOrderId('never') })).toBeNull();
    for (const strange of ['1x', '01', ' 1', '1.0', 'x', '1e0']) {
      expect(await store.findOrder({ symbol, venueOrderId: toVenueOrderId(strange) })).toBeNull();
    }
    await store.close();
  });

  test('lists by symbol and time, oldest first, the newest where there is a limit', async () => {
    const store = create();
    await store.load();
    const incomes = [1, 2, 3, 4, 5].map(income);
    const fills = [fill(1), fill(2, 'ETHUSDT'), fill(3)];
    await store.commit({ orders: [order(9), order(10)], fills, incomes, state: '{}' });
    const times = async (query: Parameters<PaperStore['listIncome']>[0]) =>
      (await store.listIncome(query)).map(({ venueAt }) => venueAt);
    expect(await times({ fromAt: 200, untilAt: 400 })).toEqual([200, 300, 400]);
    expect(await times({ limit: 2 })).toEqual([400, 500]);
    expect(await times({ symbol: 'ETHUSDT' })).toEqual([200, 400]);
    expect(await times({ symbol: 'BTCUSDT', limit: 1, untilAt: 400 })).toEqual([300]);
    expect((await store.listFills({ symbol: 'BTCUSDT' })).map(({ tradeId }) => tradeId)).toEqual(['1', '3']);
    expect((await store.listOrders({ limit: 1 })).map(({ venueOrderId }) => venueOrderId)).toEqual(['10']);
    await store.close();
  });
});
