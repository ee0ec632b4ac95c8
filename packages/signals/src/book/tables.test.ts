import { expect, test } from 'vitest';
import { ZERO } from '@perpdesk/broker-core';
import { INTENT_STATES, type IntentRow, type LedgerRow } from '@perpdesk/journal/port';
import { formatGoal, newGoal } from './goal.ts';
import { createIntentTable } from './intent-table.ts';
import { LedgerTable } from './ledger-table.ts';
import { SignalTable } from './signal-table.ts';
import type { Signal } from '../signal.ts';

const INTENT: IntentRow = {
  id: 'a',
  signalId: 's',
  brokerId: 'one',
  symbol: 'BTCUSDT',
  positionSide: 'net',
  stream: 'r/s/BTCUSDT',
  leg: 1,
  kind: 'increase',
  side: 'buy',
  orderType: 'market',
  quantity: null,
  triggerPrice: null,
  goal: formatGoal(newGoal({ work: 'step', order: 1, sequence: 1, streamCode: 'abc', cause: 'signal' })),
  after: null,
  state: 'planned',
  attempt: 0,
  clientOrderId: null,
  venueOrderId: null,
  fromAt: null,
  untilAt: null,
  filledQuantity: '0',
  averagePrice: null,
  code: null,
  detail: null,
  plan: null,
  trace: null,
  version: 0,
  createdAt: 0,
  updatedAt: 0,
};

const SIGNAL: Signal = {
  id: '1',
  source: 'route:r',
  routeId: 'r',
  stream: 'r/s/x',
  symbol: 'BTCUSDT',
  transition: 'open',
  previous: ZERO,
  next: ZERO,
  price: null,
  orderType: 'market',
  leverage: null,
  firedAt: 0,
  receivedAt: 0,
  notes: [],
};

test('intents are counted by their state, whatever they go through', () => {
  const table = createIntentTable();
  const put = (id: string, state: IntentRow['state']) => table.put({ ...INTENT, id, state });
  const counted = () =>
    INTENT_STATES.filter((state) => table.countOf(state) > 0).map((state) => `${state} ${table.countOf(state)}`);
  put('a', 'planned');
  put('b', 'unknown');
  put('a', 'sending');
  put('a', 'unknown');
  expect(counted()).toEqual(['unknown 2']);
  put('b', 'filled');
  table.drop('a');
  table.drop('a');
  expect(counted()).toEqual(['filled 1']);
});

test('ledger rows are found by account and instrument, as they are now', () => {
  const table = new LedgerTable();
  const row = (brokerId: string, symbol: string, owned: string): LedgerRow => ({
    brokerId,
    symbol,
    stream: 'r/s/x',
    owned,
    unit: null,
    state: 'flat',
    positionSide: 'net',
    version: 1,
    protect: null,
    entries: null,
  });
  table
    .set('1', row('one', 'BTCUSDT', '1'))
    .set('2', row('one', 'ETHUSDT', '2'))
    .set('3', row('two', 'BTCUSDT', '3'));
  table.set('1', row('one', 'BTCUSDT', '4'));
  const owned = (rows: readonly LedgerRow[]) => rows.map((one) => one.owned);
  expect(owned(table.ofBroker('one'))).toEqual(['4', '2']);
  expect(owned(table.ofLane('one', 'BTCUSDT'))).toEqual(['4']);
  expect(owned(table.ofLane('two', 'ETHUSDT'))).toEqual([]);
  expect(table.size).toBe(3);
});

test('signals are found by their stream in the order of their coming, as they are now', () => {
  const table = new SignalTable();
  const put = (id: string, stream: string, state: 'held' | 'planned' = 'planned') =>
    table.set(id, { id, state, stored: { signal: { ...SIGNAL, id, stream }, order: null, relay: null } });
  const found = (stream: string) => table.ofStream(stream).map(({ id, state }) => `${id} ${state}`);
  put('1', 'r/s/x');
  put('2', 'r/s/y');
  put('3', 'r/s/x');
  put('1', 'r/s/x', 'held');
  expect(found('r/s/x')).toEqual(['1 held', '3 planned']);
  put('3', 'r/s/y');
  table.delete('1');
  expect([found('r/s/x'), found('r/s/y')]).toEqual([[], ['2 planned', '3 planned']]);
  expect([table.delete('1'), table.size]).toEqual([false, 2]);
});
