import { expect, test } from 'vitest';
import { decimal, toClientOrderId, type Order, type OrderStatus } from '@perpdesk/broker-core';
import { fakeOrder } from '@perpdesk/broker-core/testing';
import { createOrderTable } from './order-table.ts';

const order = (id: string, status: OrderStatus, updatedAt = 0): Order =>
  fakeOrder(
    {
      type: 'market',
      symbol: 'BTCUSDT',
      side: 'buy',
      positionSide: 'net',
      quantity: decimal('1'),
      clientOrderId: toClientOrderId(id),
    },
    { status, updatedAt },
  );

test('the newest of thousands of ended orders stay ended', () => {
  const table = createOrderTable();
  for (let n = 0; n < 5_000; n += 1) table.put(order(`o${n}`, 'filled'), 0);
  table.put(order('o4999', 'open'), 0);
  table.put(order('o3001', 'open'), 0);
  expect(table.open).toEqual([]);
});

test('an amended order shows its newest terms', () => {
  const table = createOrderTable();
  table.put({ ...order('a', 'open', 5), price: decimal('2') }, 5);
  table.put({ ...order('a', 'open', 3), price: decimal('1') }, 3);
  expect(table.open.map(({ price }) => price?.toFixed())).toEqual(['2']);
});

test('a snapshot drops what it does not list and keeps the newer of what it does', () => {
  const table = createOrderTable();
  table.put(order('gone', 'open', 1), 1);
  table.put(order('kept', 'partially-filled', 9), 9);
  table.load([order('kept', 'open', 2), order('new', 'open', 3), order('over', 'canceled', 3)], 4);
  expect(table.open.map(({ clientOrderId, status }) => [clientOrderId, status])).toEqual([
    ['kept', 'partially-filled'],
    ['new', 'open'],
  ]);
});
