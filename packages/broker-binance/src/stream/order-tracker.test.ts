import { expect, test } from 'vitest';
import { decimal, toClientOrderId, toVenueOrderId, type Order } from '@perpdesk/broker-core';
import { createOrderTracker } from './order-tracker.ts';
import { conditional, plain, SYMBOL, trade } from './orders.test.fixture.ts';

const partly = (overrides: Partial<Order> = {}) =>
  plain('7', {
    status: 'partially-filled',
    venueStatus: 'PARTIALLY_FILLED',
    filledQuantity: decimal('760'),
    averageFillPrice: decimal('0.00666'),
    updatedAt: 2_000,
    ...overrides,
  });
const filled = (overrides: Partial<Order> = {}) =>
  plain('7', {
    status: 'filled',
    venueStatus: 'FILLED',
    filledQuantity: decimal('800'),
    averageFillPrice: decimal('0.00666'),
    updatedAt: 2_000,
    ...overrides,
  });
const triggering = (overrides: Partial<Order> = {}) =>
  conditional('9', { venueStatus: 'TRIGGERING', updatedAt: 1_900, ...overrides });
const report = (order: Order, algoId: string | null = null) => ({ order, algoId, fill: null });
const statuses = (orders: readonly Order[]) => orders.map(({ venueOrderId, status }) => `${venueOrderId} ${status}`);

test('a fill comes with its order, each once', () => {
  const tracker = createOrderTracker();
  tracker.takePlain(report(plain('7')));
  const news = tracker.takePlain({ order: partly(), algoId: null, fill: trade('1', '7', '760') });
  expect(news.fill?.tradeId).toBe('1');
  expect(statuses(news.orders)).toEqual(['7 partially-filled']);
  expect(tracker.takePlain({ order: partly(), algoId: null, fill: trade('1', '7', '760') })).toEqual({
    fill: null,
    orders: [],
    unknown: null,
  });
});

test('a late report of an earlier state changes nothing', () => {
  const tracker = createOrderTracker();
  tracker.takePlain(report(filled()));
  expect(tracker.takePlain(report(partly())).orders).toEqual([]);
  expect(tracker.takePlain(report(plain('7'))).orders).toEqual([]);
  expect(tracker.find({ symbol: SYMBOL, venueOrderId: toVenueOrderId('7') })?.status).toBe('filled');
});

test('what filled never shrinks, also when the order ended otherwise', () => {
  const tracker = createOrderTracker();
  tracker.takePlain(report(partly()));
  const canceled = plain('7', { status: 'canceled', venueStatus: 'CANCELED', updatedAt: 3_000 });
  const [order] = tracker.takePlain(report(canceled)).orders;
  expect(order).toMatchObject({ status: 'canceled', averageFillPrice: decimal('0.00666') });
  expect(order?.filledQuantity.toString()).toBe('760');
});

test('the execution of a conditional order is told as that order, its fills too, before it is said to have triggered', () => {
  const tracker = createOrderTracker();
  tracker.takeConditional(conditional('9'));
  tracker.takeConditional(triggering());
  expect(statuses(tracker.takePlain(report(plain('7', { createdAt: 1_950 }), '9')).orders)).toEqual(['algo-9 open']);
  const news = tracker.takePlain({ order: filled(), algoId: '9', fill: trade('1', '7', '800') });
  expect(news.fill).toMatchObject({ venueOrderId: 'algo-9', clientOrderId: 'mine' });
  expect(news.orders).toMatchObject([
    { venueOrderId: 'algo-9', executionOrderId: '7', type: 'stop-market', status: 'filled', venueStatus: 'FILLED' },
  ]);
  const triggered = conditional('9', {
    venueStatus: 'TRIGGERED',
    executionOrderId: toVenueOrderId('7'),
    updatedAt: 2_007,
  });
  expect(tracker.takeConditional(triggered).orders).toEqual([]);
});

test('a conditional order that finished short of its quantity is canceled with what filled', () => {
  const tracker = createOrderTracker();
  tracker.takeConditional(triggering());
  tracker.takePlain(report(partly(), '9'));
  const finished = conditional('9', {
    status: 'canceled',
    venueStatus: 'FINISHED',
    filledQuantity: decimal('760'),
    averageFillPrice: decimal('0.00666'),
    executionOrderId: toVenueOrderId('7'),
    updatedAt: 2_010,
  });
  const [order] = tracker.takeConditional(finished).orders;
  expect(order).toMatchObject({ status: 'canceled', venueStatus: 'FINISHED', filledQuantity: decimal('760') });
});

test('a conditional order that was refused ends with the reason', () => {
  const tracker = createOrderTracker();
  tracker.takeConditional(triggering());
  const rejected = conditional('9', {
    status: 'rejected',
    venueStatus: 'REJECTED',
    reason: 'ReduceOnly',
    updatedAt: 2_000,
  });
  expect(tracker.takeConditional(rejected).orders).toMatchObject([{ status: 'rejected', reason: 'ReduceOnly' }]);
  expect(tracker.open).toEqual([]);
});

test('without the id of its conditional order an execution is known by the client id, if the order waits for it', () => {
  const tracker = createOrderTracker();
  tracker.noteConditional(conditional('9'));
  expect(tracker.notePlain(plain('6')).venueOrderId).toBe('6');
  tracker.noteConditional(triggering());
  expect(tracker.notePlain(plain('5', { createdAt: 999 })).venueOrderId).toBe('5');
  expect(tracker.notePlain(plain('7', { createdAt: 1_950 })).venueOrderId).toBe('algo-9');
  expect(tracker.linkOf(SYMBOL, '7')).toEqual({ venueOrderId: 'algo-9', clientOrderId: 'mine' });
});

test('an execution whose conditional order is unknown tells its fill, and whom to look up', () => {
  const tracker = createOrderTracker();
  const news = tracker.takePlain({ order: filled(), algoId: '9', fill: trade('1', '7', '800') });
  expect(news).toMatchObject({ fill: { venueOrderId: 'algo-9' }, orders: [], unknown: 'algo-9' });
  const found = conditional('9', { venueStatus: 'TRIGGERED', executionOrderId: toVenueOrderId('7'), updatedAt: 2_007 });
  expect(tracker.takeRead(found).orders).toMatchObject([
    { venueOrderId: 'algo-9', status: 'filled', executionOrderId: '7' },
  ]);
});

test('an execution that was told under its own id before goes on to be told so too', () => {
  const tracker = createOrderTracker();
  tracker.takeRead(plain('7', { type: 'limit' }));
  tracker.takeConditional(conditional('9', { venueStatus: 'TRIGGERED', executionOrderId: toVenueOrderId('7') }));
  const { orders } = tracker.takePlain(report(filled(), '9'));
  expect(statuses(orders)).toEqual(['algo-9 filled', '7 filled']);
});

test('an answer is known at once, and told when the stream says it', () => {
  const tracker = createOrderTracker();
  const answer = tracker.notePlain(filled({ averageFillPrice: null }));
  expect(answer.status).toBe('filled');
  expect(tracker.isTold(answer)).toBe(false);
  expect(statuses(tracker.takePlain(report(plain('7'))).orders)).toEqual(['7 open']);
  tracker.takePlain({ order: filled(), algoId: null, fill: trade('1', '7', '800') });
  expect(tracker.isTold(answer)).toBe(true);
});

test('terms that the stream leaves out are those of the answer', () => {
  const tracker = createOrderTracker();
  const trailing = { type: 'trailing-stop-market', triggerPrice: null } as const;
  const terms = { callbackRate: decimal('1'), activationPrice: decimal('0.007') };
  tracker.noteConditional(conditional('9', { ...trailing, ...terms, createdAt: 900 }));
  const [order] = tracker.takeConditional(conditional('9', trailing)).orders;
  expect(order).toMatchObject({ ...terms, createdAt: 900 });
  // that it begins to trail is told by the same word once more
  expect(tracker.takeConditional(conditional('9', { ...trailing, updatedAt: 1_500 })).orders).toEqual([]);
});

test('an answer without an average price gets that of the fills', () => {
  const tracker = createOrderTracker();
  tracker.takePlain({ order: partly(), algoId: null, fill: trade('1', '7', '760') });
  tracker.takeFill(trade('2', '7', '40', { price: decimal('0.00686') }));
  const answer = tracker.notePlain(filled({ averageFillPrice: null }));
  expect(answer.averageFillPrice?.toString()).toBe('0.00667');
});

test('an open order is found before an ended one of the same client id', () => {
  const tracker = createOrderTracker();
  const ref = { symbol: SYMBOL, clientOrderId: toClientOrderId('mine') };
  expect(tracker.find(ref)).toBeNull();
  tracker.notePlain(plain('8', { updatedAt: 5_000 }));
  tracker.notePlain(filled());
  expect(tracker.find(ref)?.venueOrderId).toBe('8');
});

test('what ended before is not active any more, what is open is', () => {
  const tracker = createOrderTracker();
  tracker.notePlain(filled({ symbol: 'BTCUSDT', updatedAt: 2_000 }));
  expect(tracker.activeSince(2_000)).toEqual(['BTCUSDT']);
  expect(tracker.activeSince(2_001)).toEqual([]);
  tracker.notePlain(plain('8'));
  expect(tracker.activeSince(2_001)).toEqual([SYMBOL]);
});

test('orders that ended long ago are forgotten, open ones never', () => {
  const tracker = createOrderTracker({ endedKept: 2 });
  tracker.takePlain(report(plain('1', { clientOrderId: toClientOrderId('open') })));
  for (const id of ['2', '3', '4']) tracker.takePlain(report({ ...filled(), venueOrderId: toVenueOrderId(id) }));
  const found = ['1', '2', '3', '4'].map((id) => tracker.find({ symbol: SYMBOL, venueOrderId: toVenueOrderId(id) }));
  expect(found.map((order) => order?.status ?? null)).toEqual(['open', null, 'filled', 'filled']);
});

test('an amended order is told, and an answer before the amendment is not news', () => {
  const tracker = createOrderTracker();
  tracker.takePlain(report(plain('7', { price: decimal('1') })));
  const { orders } = tracker.takePlain(report(plain('7', { price: decimal('2'), updatedAt: 1_500 })));
  expect(orders).toHaveLength(1);
  expect(tracker.takePlain(report(plain('7', { price: decimal('1') }))).orders).toEqual([]);
});
