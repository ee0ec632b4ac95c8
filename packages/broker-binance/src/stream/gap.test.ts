import { expect, test } from 'vitest';
import { decimal, toClientOrderId, toVenueOrderId, type Order } from '@perpdesk/broker-core';
import type { AccountReading } from './account-reader.ts';
import { createBalanceBook } from './balance-book.ts';
import { readGap, settleGap } from './gap.ts';
import { createKnownEndings } from './known-endings.ts';
import { createOrderTracker, type OrderTracker } from './order-tracker.ts';
import { conditional, plain, trade } from './orders.test.fixture.ts';
import { createPositionBook } from './position-book.ts';

const NOW = 1_000_000;
const filled = (id: string, overrides: Partial<Order> = {}) =>
  plain(id, {
    status: 'filled',
    venueStatus: 'FILLED',
    filledQuantity: decimal('800'),
    updatedAt: 2_000,
    ...overrides,
  });

function read(
  tracker: OrderTracker,
  reading: Partial<AccountReading>,
  lookUps: string[] = [],
  endings = createKnownEndings(),
) {
  return readGap({
    tracker,
    venueNow: () => NOW,
    fromAt: 500,
    endings,
    abortSignal: new AbortController().signal,
    reader: {
      read: async () => ({
        openOrders: [],
        positions: [],
        fills: [],
        balances: [],
        async lookUp({ venueOrderId }) {
          lookUps.push(String(venueOrderId));
          return null;
        },
        ...reading,
      }),
    },
  });
}
const settle = (tracker: OrderTracker, reading: Awaited<ReturnType<typeof readGap>>, sinceAt = 0) =>
  settleGap({ tracker, positions: createPositionBook(), balances: createBalanceBook() }, reading, sinceAt).changes;

test('only orders that are open here and not there are looked up, in bunches', async () => {
  const tracker = createOrderTracker();
  for (let id = 1; id <= 12; id += 1) tracker.takeRead(plain(String(id)));
  tracker.takeRead(filled('20'));
  const lookUps: string[] = [];
  await read(tracker, { openOrders: [plain('3')] }, lookUps);
  expect(lookUps.toSorted()).toEqual(['1', '10', '11', '12', '2', '4', '5', '6', '7', '8', '9']);
});

test('an order that neither list nor history knows has ended, and says why; a young one is left to be looked at again', async () => {
  const tracker = createOrderTracker();
  tracker.takeRead(plain('1'));
  tracker.takeRead(plain('2', { updatedAt: NOW - 5_000 }));
  const reading = await read(tracker, {});
  expect(reading.hasUnsettled).toBe(true);
  const { orders } = settle(tracker, reading);
  expect(orders).toMatchObject([{ venueOrderId: '1', status: 'canceled', venueStatus: 'UNKNOWN', updatedAt: NOW }]);
  expect(orders[0]?.reason).toContain('neither');
  expect(tracker.open.map(({ venueOrderId }) => venueOrderId)).toEqual(['2']);
});

test('a look-up that fails concludes nothing', async () => {
  const tracker = createOrderTracker();
  tracker.takeRead(plain('1'));
  const lookUp = async () => {
    throw new Error('offline');
  };
  await expect(read(tracker, { lookUp })).rejects.toThrow('offline');
  expect(tracker.open).toHaveLength(1);
});

test('the endings of a reading that failed count in the next, however many look-ups fail on the way', async () => {
  const tracker = createOrderTracker();
  for (let id = 1; id <= 200; id += 1) tracker.takeRead(plain(String(id)));
  const endings = createKnownEndings();
  let asked = 0;
  const lookUp: AccountReading['lookUp'] = async ({ venueOrderId }) => {
    asked += 1;
    if (asked % 10 === 0) throw new Error('offline');
    return filled(String(venueOrderId));
  };
  let attempts = 0;
  for (let isDone = false; !isDone; attempts += 1) {
    isDone = await read(tracker, { lookUp }, [], endings).then(
      ({ ended }) => ended.length === 200,
      () => false,
    );
  }
  expect(attempts).toBeLessThan(30);
  expect(asked).toBeLessThan(250);
});

test('an order that was looked up while open is looked up again', async () => {
  const tracker = createOrderTracker();
  tracker.takeRead(plain('1'));
  const endings = createKnownEndings();
  await read(tracker, { lookUp: async () => plain('1') }, [], endings);
  const { ended } = await read(tracker, { lookUp: async () => filled('1') }, [], endings);
  expect(ended).toMatchObject([{ status: 'filled' }]);
});

test('a stop that triggered and filled in the gap is told with its fills under its own id', async () => {
  const tracker = createOrderTracker();
  tracker.takeConditional(conditional('9'));
  const ended = conditional('9', {
    status: 'filled',
    venueStatus: 'FINISHED',
    filledQuantity: decimal('800'),
    executionOrderId: toVenueOrderId('7'),
    updatedAt: 2_000,
  });
  const fills = [trade('12', '7', '500', { clientOrderId: null }), trade('9', '7', '300', { clientOrderId: null })];
  const reading = await read(tracker, { lookUp: async () => ended, fills });
  const changes = settle(tracker, reading);
  expect(changes.orders).toMatchObject([{ venueOrderId: 'algo-9', status: 'filled', executionOrderId: '7' }]);
  expect(
    changes.fills.map(({ tradeId, venueOrderId, clientOrderId }) => [tradeId, venueOrderId, clientOrderId]),
  ).toEqual([
    ['9', 'algo-9', 'mine'],
    ['12', 'algo-9', 'mine'],
  ]);
  expect(tracker.takeFill(fills[0]!)).toBeNull();
});

test('a stop that triggered in the gap and rests now is one order, though the list shows its execution', async () => {
  const tracker = createOrderTracker();
  tracker.takeConditional(conditional('9', { type: 'stop-limit' }));
  const execution = plain('7', { type: 'limit', createdAt: 1_900 });
  tracker.notePlain(execution);
  const triggered = conditional('9', {
    type: 'stop-limit',
    venueStatus: 'TRIGGERED',
    executionOrderId: toVenueOrderId('7'),
    updatedAt: 2_000,
  });
  const { orders } = settle(tracker, await read(tracker, { openOrders: [execution], lookUp: async () => triggered }));
  expect(orders.map(({ venueOrderId }) => venueOrderId)).toEqual(['algo-9']);
  expect(tracker.open.map(({ venueOrderId }) => venueOrderId)).toEqual(['algo-9']);
});

test('a fill of an order that nobody here knows is told with its order, conditional ones included', async () => {
  const asked: unknown[] = [];
  const triggered = conditional('9', {
    ...filled('9'),
    venueOrderId: toVenueOrderId('algo-9'),
    executionOrderId: toVenueOrderId('7'),
  });
  const lookUp: AccountReading['lookUp'] = async (ref) => {
    asked.push(ref.venueOrderId ?? ref.clientOrderId);
    if (ref.venueOrderId === '8') return filled('8', { clientOrderId: toClientOrderId('other') });
    if (ref.clientOrderId === 'other') return null;
    return ref.clientOrderId === 'mine' ? triggered : filled('7');
  };
  const fills = ['7', '7', '8'].map((id, index) => trade(String(index), id, '800', { clientOrderId: null }));
  const tracker = createOrderTracker();
  const changes = settle(tracker, await read(tracker, { fills, lookUp }));
  expect(asked).toEqual(['7', '8', 'mine', 'other']);
  expect(changes.fills.map((fill) => `${fill.venueOrderId} ${fill.clientOrderId}`)).toEqual([
    'algo-9 mine',
    'algo-9 mine',
    '8 other',
  ]);
  expect(changes.orders.map(({ venueOrderId }) => venueOrderId)).toEqual(['algo-9', '8']);
});

test('fills that the orders speak of and nobody lists are missed', async () => {
  const tracker = createOrderTracker();
  tracker.takeRead(plain('7'));
  const lookUp = async () => filled('7');
  expect((await read(tracker, { lookUp, fills: [trade('1', '7', '500')] })).lacksFills).toBe(true);
  expect((await read(tracker, { lookUp, fills: [trade('1', '7', '500'), trade('2', '7', '300')] })).lacksFills).toBe(
    false,
  );
  tracker.takeFill(trade('1', '7', '500'));
  tracker.takePlain({
    order: plain('7', { status: 'partially-filled', filledQuantity: decimal('500') }),
    algoId: null,
    fill: null,
  });
  expect((await read(tracker, { lookUp, fills: [trade('1', '7', '500'), trade('2', '7', '300')] })).lacksFills).toBe(
    false,
  );
  expect((await read(tracker, { lookUp, fills: [trade('1', '7', '500')] })).lacksFills).toBe(true);
});

test('an acknowledged order that was never told misses all its fills, an older one none', async () => {
  const tracker = createOrderTracker();
  tracker.notePlain(plain('7'));
  tracker.notePlain(plain('8', { createdAt: 400 }));
  const lookUp: AccountReading['lookUp'] = async ({ venueOrderId }) =>
    venueOrderId === '7' ? filled('7') : filled('8', { createdAt: 400 });
  expect((await read(tracker, { lookUp, fills: [] })).lacksFills).toBe(true);
  expect((await read(tracker, { lookUp, fills: [trade('1', '7', '800')] })).lacksFills).toBe(false);
});

test('fills from before the stream was there are not told', async () => {
  const tracker = createOrderTracker();
  const fills = [trade('1', '7', '1', { venueAt: 999 }), trade('2', '7', '1', { venueAt: 1_000 })];
  const { fills: told } = settle(tracker, await read(tracker, { fills }), 1_000);
  expect(told.map(({ tradeId }) => tradeId)).toEqual(['2']);
});
