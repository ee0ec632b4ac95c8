import { expect, test } from '@jest/globals';
import { INTENT_STATES, type IntentRow, type LedgerRow } from '@perpdesk/journal/port';
import { formatGoal, newGoal } from './goal.ts';
import { createIntentTable } from './intent-table.ts';
import { LedgerTable } from './ledger-table.ts';

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
