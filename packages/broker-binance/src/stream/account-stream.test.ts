import { expect, test } from 'vitest';
import { BrokerError, decimal, toVenueOrderId, type Order } from '@perpdesk/broker-core';
import type { AccountFrame } from './account-frame.ts';
import { conditional, plain, SYMBOL, trade } from './orders.test.fixture.ts';
import { createStreamBench, networkError } from './stream-bench.test.fixture.ts';

type Bench = ReturnType<typeof createStreamBench>;

const filled = (overrides: Partial<Order> = {}) =>
  plain('7', {
    status: 'filled',
    venueStatus: 'FILLED',
    filledQuantity: decimal('800'),
    averageFillPrice: decimal('0.00666'),
    updatedAt: 2_000,
    ...overrides,
  });
const said = (order: Order, rest: Partial<Extract<AccountFrame, { type: 'order' }>> = {}): AccountFrame => ({
  type: 'order',
  venueAt: order.updatedAt,
  order,
  algoId: null,
  fill: null,
  cause: null,
  ...rest,
});
const told = ({ events }: Bench) =>
  events.map((event) => ('order' in event ? `${event.type} ${event.order.status}` : event.type));

test('the first connection is live once the account was read behind it; what was open then is not news', async () => {
  const bench = createStreamBench();
  bench.snapshot({ openOrders: [plain('7')], fills: [trade('1', '6', '5')] });
  expect(bench.stream.isLive).toBe(false);
  await bench.live();
  expect(bench.stream.isLive).toBe(true);
  bench.line().say(said(plain('7')));
  expect(bench.events).toEqual([]);
});

test('a fill is told before its order, each once', async () => {
  const bench = createStreamBench();
  await bench.live();
  bench.line().say(said(plain('7')));
  const frame = said(filled(), { fill: trade('1', '7', '800'), cause: 'liquidation' });
  bench.line().say(frame);
  bench.line().say(frame);
  expect(told(bench)).toEqual(['order-updated open', 'fill-received', 'order-updated filled']);
  expect(bench.of('fill-received')[0]?.cause).toBe('liquidation');
  expect(bench.stream.stats).toMatchObject({ frames: 3, repeatedFills: 1 });
});

test('a fill that comes while the account is read for the first time is told', async () => {
  const bench = createStreamBench();
  const fill = trade('1', '7', '800', { venueAt: bench.startAt });
  bench.snapshot({ fills: [fill] });
  bench.venue.onRead = async () => bench.line().say(said(filled(), { fill }));
  await bench.live();
  expect(told(bench)).toEqual(['fill-received', 'order-updated filled']);
});

test('after a loss the account is read behind the new connection, and one gap tells all that changed', async () => {
  const bench = createStreamBench({ gapMarginMs: 2_000 });
  bench.snapshot({ openOrders: [plain('7'), plain('8')] });
  await bench.live();
  await bench.clock.advance(60_000);
  bench.line().say(said(plain('9')));
  await bench.clock.advance(1_000);
  bench.line().drop('reset');
  expect(bench.stream.isLive).toBe(false);
  await bench.clock.advance(3_000);
  const fill = trade('1', '7', '800', { venueAt: bench.startAt + 62_000 });
  bench.snapshot({ openOrders: [plain('8'), plain('9')], ended: [filled()], fills: [fill] });
  bench.venue.onRead = async () => {
    bench.line().say(said(filled(), { fill }));
    bench.line().say(said(plain('8', { status: 'canceled', venueStatus: 'CANCELED', updatedAt: 3_000 })));
  };
  bench.line().open();
  await bench.clock.advance(0);
  expect(told(bench)).toEqual(['order-updated open', 'stream-gap', 'order-updated canceled']);
  expect(bench.of('stream-gap')).toMatchObject([
    {
      fromAt: bench.startAt + 58_000,
      reason: 'the connection was lost (reset)',
      changes: { orders: [{ venueOrderId: '7', status: 'filled' }], fills: [{ tradeId: '1' }], positions: [] },
    },
  ]);
  expect(bench.stream.isLive).toBe(true);
  expect(bench.stream.stats).toMatchObject({ losses: 1, gaps: 1, connects: 2 });
});

test.each([
  ['heard since', true, 88_000],
  ['not heard since: a minute', false, 38_000],
])('after a loss behind a clock that was set back what was missed is read for (%s)', async (_name, isHeard, fromMs) => {
  const bench = createStreamBench({ gapMarginMs: 2_000 });
  await bench.live();
  await bench.clock.advance(80_000);
  bench.line().say(said(plain('8')));
  bench.clock.set(-3_600_000);
  bench.ahead.ms = 3_600_000;
  await bench.clock.advance(10_000);
  if (isHeard) bench.line().say(said(plain('9')));
  await bench.clock.advance(10_000);
  bench.line().drop('reset');
  bench.line().open();
  await bench.clock.advance(0);
  expect(bench.of('stream-gap')).toMatchObject([{ fromAt: bench.startAt + fromMs }]);
});

test('a reading that fails is tried again, and until it succeeds nothing is claimed', async () => {
  const bench = createStreamBench();
  await bench.live();
  bench.line().drop();
  bench.venue.failures.push(networkError(), networkError(), networkError());
  bench.line().open();
  await bench.clock.advance(1_100);
  expect(bench.events).toEqual([]);
  expect(bench.stream.isLive).toBe(false);
  await bench.clock.advance(5_000);
  expect(bench.stream.isLive).toBe(true);
  expect(told(bench)).toEqual(['stream-gap']);
  expect(bench.stream.stats.failedSnapshots).toBe(3);
});

test('fills that are listed late are read once more, from where the gap began', async () => {
  const bench = createStreamBench({ gapMarginMs: 2_000 });
  bench.snapshot({ openOrders: [plain('7')] });
  await bench.live();
  bench.line().drop();
  bench.snapshot({ ended: [filled()] });
  bench.line().open();
  await bench.clock.advance(3_000);
  expect(told(bench)).toEqual(['stream-gap']);
  bench.line().say(said(plain('9')));
  bench.snapshot({ fills: [trade('1', '7', '800', { venueAt: bench.startAt })] });
  await bench.clock.advance(15_000);
  expect(bench.of('stream-gap').map(({ changes }) => changes?.fills.map(({ tradeId }) => tradeId))).toEqual([
    [],
    ['1'],
  ]);
  expect(bench.venue.reads.at(-1)).toBe(bench.venue.reads[1]);
  bench.snapshot({});
  await bench.clock.advance(120_000);
  expect(bench.of('stream-gap')).toHaveLength(2);
});

test('losses until the end of the reading are one gap, from the first on', async () => {
  const bench = createStreamBench();
  await bench.live();
  await bench.clock.advance(60_000);
  bench.line().drop('first');
  const lostAt = bench.clock.now();
  await bench.clock.advance(5_000);
  let reads = 0;
  bench.venue.onRead = async () => {
    reads += 1;
    if (reads > 1) return;
    bench.line().drop('second');
    await bench.clock.advance(1_000);
  };
  bench.line().open();
  await bench.clock.advance(2_000);
  expect(bench.events).toEqual([]);
  bench.line().open();
  await bench.clock.advance(0);
  const gaps = bench.of('stream-gap');
  expect(gaps).toHaveLength(1);
  expect(gaps[0]?.reason).toBe('the connection was lost (first); the connection was lost (second)');
  expect(gaps[0]?.fromAt).toBeLessThan(lostAt);
});

test('a stream that does not tell an acknowledged order is deaf: a new one is up before the old one goes', async () => {
  const bench = createStreamBench();
  await bench.live();
  const old = bench.line();
  const order = bench.tracker.notePlain(plain('7', { createdAt: bench.startAt, updatedAt: bench.startAt }));
  bench.stream.expectTraffic(order);
  bench.snapshot({ openOrders: [order] });
  await bench.clock.advance(4_900);
  expect(bench.lines).toHaveLength(1);
  await bench.clock.advance(200);
  expect(bench.lines).toHaveLength(2);
  expect(old.isClosed).toBe(true);
  expect(bench.of('stream-gap')).toMatchObject([
    { reason: 'the stream did not tell an acknowledged order', changes: { orders: [{ venueOrderId: '7' }] } },
  ]);
  await bench.clock.advance(20_000);
  expect(bench.lines).toHaveLength(2);
});

test('an order that was answered as ended and never told is told by the gap, and so is one canceled by answer', async () => {
  const bench = createStreamBench();
  bench.snapshot({ openOrders: [plain('8')] });
  await bench.live();
  bench.tracker.notePlain(filled());
  bench.tracker.notePlain(plain('8', { status: 'canceled', venueStatus: 'CANCELED', updatedAt: 3_000 }));
  bench.line().drop();
  bench.snapshot({ fills: [trade('1', '7', '800', { clientOrderId: null, venueAt: bench.startAt })] });
  bench.line().open();
  await bench.clock.advance(0);
  const changes = bench.of('stream-gap')[0]?.changes;
  expect(changes?.orders.map((order) => `${order.venueOrderId} ${order.status}`).toSorted()).toEqual([
    '7 filled',
    '8 canceled',
  ]);
  expect(changes?.fills).toMatchObject([{ tradeId: '1', clientOrderId: 'mine' }]);
});

test('a deaf connection counts for nothing while its replacement comes up', async () => {
  const bench = createStreamBench();
  await bench.live();
  bench.venue.keyFailure = networkError();
  await bench.clock.advance(60_000);
  bench.stream.expectTraffic();
  await bench.clock.advance(6_000);
  expect(bench.stream.isLive).toBe(false);
  expect(bench.events).toEqual([]);
  bench.venue.keyFailure = null;
  bench.line().open();
  await bench.clock.advance(0);
  expect(told(bench)).toEqual(['stream-gap']);
});

test('an order that the stream told before its answer came is expected no more', async () => {
  const bench = createStreamBench();
  await bench.live();
  bench.line().say(said(filled(), { fill: trade('1', '7', '800') }));
  bench.stream.expectTraffic(bench.tracker.notePlain(plain('7')));
  bench.stream.expectTraffic();
  await bench.clock.advance(20_000);
  expect(bench.lines).toHaveLength(1);
  expect(bench.stream.isLive).toBe(true);
});

test('when the key expires, a new one is listened on and the gap is told', async () => {
  const bench = createStreamBench();
  await bench.live();
  bench.venue.key = 'key-2';
  bench.line().say({ type: 'key-expired', venueAt: bench.startAt });
  await bench.clock.advance(0);
  expect(bench.lines.map(({ key }) => key)).toEqual(['key-1', 'key-2']);
  expect(bench.of('stream-gap')[0]?.reason).toContain('the listen key expired');
  expect(bench.of('stream-gap')).toHaveLength(1);
  expect(bench.logged.join()).not.toContain('key-');
});

test('a planned replacement overlaps the old connection: nothing is told twice, and there is no gap', async () => {
  const bench = createStreamBench({ rotateAfterMs: 60_000, overlapMs: 5_000 });
  await bench.live();
  await bench.clock.advance(59_000);
  const [old, next] = [bench.lines[0]!, bench.lines[1]!];
  const margin: AccountFrame = { type: 'margin-call', venueAt: bench.startAt, symbols: [SYMBOL] };
  old.say(margin);
  next.say(margin);
  next.say(said(plain('7')));
  old.say(said(plain('7')));
  expect(old.isClosed).toBe(false);
  await bench.clock.advance(5_000);
  expect(old.isClosed).toBe(true);
  next.say(margin);
  expect(told(bench)).toEqual(['margin-call', 'order-updated open', 'margin-call']);
  expect(bench.stream.isLive).toBe(true);
});

test('a frame that cannot be read is counted, the stream goes on, and the account is read, not for each anew', async () => {
  const bench = createStreamBench();
  await bench.live();
  for (let count = 0; count < 50; count += 1) bench.line().say(`{"secret":"${count}"`);
  bench.line().say(said(plain('7')));
  await bench.clock.advance(100);
  bench.line().say('again');
  await bench.clock.advance(800);
  expect(told(bench)).toEqual(['order-updated open', 'stream-gap']);
  await bench.clock.advance(10_000);
  expect(told(bench)).toEqual(['order-updated open', 'stream-gap', 'stream-gap']);
  expect(bench.stream.stats).toMatchObject({ malformed: 51, frames: 52 });
  expect(bench.logged.join()).not.toContain('secret');
  expect(bench.logged.filter((line) => line.includes('A frame of the'))).toHaveLength(1);
});

test('a frame that says what cannot be is counted as one that cannot be read', async () => {
  const bench = createStreamBench();
  await bench.live();
  bench.line().say(said(plain('7')));
  bench.line().say({ ...said(plain('7')), order: null } as unknown as AccountFrame);
  await bench.clock.advance(1_000);
  expect(told(bench)).toEqual(['order-updated open', 'stream-gap']);
  expect(bench.stream.stats.malformed).toBe(1);
});

test('an event of an unknown type is counted and has the account read; one of no concern does not', async () => {
  const bench = createStreamBench();
  await bench.live();
  bench.line().say({ type: 'ignored', venueAt: bench.startAt });
  await bench.clock.advance(1_000);
  expect(bench.events).toEqual([]);
  bench.line().say({ type: 'unknown', venueAt: bench.startAt, name: 'NEW_THING' });
  await bench.clock.advance(1_000);
  expect(told(bench)).toEqual(['stream-gap']);
  expect(bench.stream.stats).toMatchObject({ unknown: 1, malformed: 0 });
});

test('what the exchange refuses for good fails the start; what may pass is tried again', async () => {
  const wrong = createStreamBench();
  wrong.venue.keyFailure = new BrokerError('not-authorized', { operation: 'connect', message: 'Wrong key.' });
  await expect(wrong.stream.start()).rejects.toMatchObject({ code: 'not-authorized' });
  await wrong.stream.close();

  const slow = createStreamBench();
  slow.venue.failures.push(networkError());
  const started = slow.stream.start();
  await slow.clock.advance(1_000);
  await started;
  expect(slow.stream.isLive).toBe(true);
});

test('an aborted start says so, and closing leaves no timer', async () => {
  const bench = createStreamBench();
  bench.venue.failures.push(networkError());
  const controller = new AbortController();
  const started = bench.stream.start(controller.signal);
  controller.abort(new Error('enough'));
  await expect(started).rejects.toThrow('enough');
  await bench.stream.close();
  expect(bench.clock.scheduledCount).toBe(0);

  const live = createStreamBench();
  await live.live();
  live.line().say(said(conditional('9', { venueStatus: 'TRIGGERING' })));
  live.line().say('unreadable');
  live.stream.expectTraffic();
  await live.stream.close();
  expect(live.clock.scheduledCount).toBe(0);
  expect(live.line().isClosed).toBe(true);
});

test('an order that triggered and does not execute is told as stuck, once', async () => {
  const bench = createStreamBench({ stuckAfterMs: 3_000 });
  await bench.live();
  const order = conditional('9', { venueStatus: 'TRIGGERING', updatedAt: 1_900 });
  bench.venue.lookUp = async () => order;
  bench.line().say({ type: 'conditional-order', venueAt: 1_900, order });
  await bench.clock.advance(120_000);
  expect(told(bench)).toEqual(['order-updated open', 'order-stuck open']);
  expect(bench.of('order-stuck')[0]?.triggeredAt).toBe(1_900);
  expect(bench.logged.filter((line) => line.startsWith('error'))).toHaveLength(1);
});

test('an order of which only the execution is told is looked up', async () => {
  const bench = createStreamBench();
  await bench.live();
  const order = conditional('9', { venueStatus: 'TRIGGERED', executionOrderId: toVenueOrderId('7') });
  bench.venue.lookUp = async () => order;
  bench.line().say(said(filled(), { algoId: '9', fill: trade('1', '7', '800') }));
  await bench.clock.advance(1_000);
  expect(told(bench)).toEqual(['fill-received', 'order-updated filled']);
  expect(bench.of('order-updated')[0]?.order).toMatchObject({ venueOrderId: 'algo-9', type: 'stop-market' });
  expect(bench.venue.lookUps).toEqual(['algo-9']);
});
