import { expect, test } from 'vitest';
import {
  isOpenOrder,
  sleep,
  type BrokerEvent,
  type Fill,
  type Order,
  type PositionChange,
} from '@perpdesk/broker-core';
import fc from 'fast-check';
import { createSmallExchange, type Deed } from './small-exchange.test.fixture.ts';
import { createStreamBench } from './stream-bench.test.fixture.ts';

type Step = Deed | { readonly do: 'drop' | 'restore' | 'garble' | 'expire' | 'wait' };

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<Step>({ do: 'place' }, { do: 'place-stop' }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom<'fill' | 'trigger' | 'cancel'>('fill', 'fill', 'trigger', 'cancel'),
      pick: fc.nat(20),
      quantity: fc.integer({ min: 1, max: 100 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Step>(
      { do: 'drop' },
      { do: 'restore' },
      { do: 'restore' },
      { do: 'garble' },
      { do: 'expire' },
      { do: 'wait' },
    ),
  },
);

/** The account as a watcher knows it who takes in every event and asks for nothing. */
function view(events: readonly BrokerEvent[]) {
  const orders = new Map<string, Order>();
  const fills: Fill[] = [];
  const positions = new Map<string, string>();
  const hold = ({ symbol, position }: PositionChange) =>
    position === null ? positions.delete(symbol) : positions.set(symbol, position.quantity.toString());
  for (const event of events) {
    if (event.type === 'order-updated') orders.set(event.order.venueOrderId, event.order);
    if (event.type === 'fill-received') fills.push(event.fill);
    if (event.type === 'position-updated') hold(event);
    if (event.type !== 'stream-gap') continue;
    for (const order of event.changes?.orders ?? []) orders.set(order.venueOrderId, order);
    fills.push(...(event.changes?.fills ?? []));
    for (const change of event.changes?.positions ?? []) hold(change);
  }
  return { orders, fills, positions };
}
const show = ({ venueOrderId, status, filledQuantity }: Order) =>
  `${venueOrderId} ${status} ${filledQuantity.toString()}`;
const showFill = ({ tradeId, venueOrderId, clientOrderId, quantity }: Fill) =>
  [tradeId, venueOrderId, clientOrderId, quantity].join(' ');

/** @param skew Which parts of a reading are older than the others. */
async function play(steps: readonly Step[], skew: number): Promise<void> {
  const bench = createStreamBench({ rereadEveryMs: 1_000, rotateAfterMs: 15_000, overlapMs: 3_000 });
  const exchange = createSmallExchange();
  bench.venue.orders = () => exchange.orders.values();
  bench.venue.lookUp = async ({ venueOrderId }) => exchange.orders.get(venueOrderId ?? '') ?? null;
  const look = () => exchange.snapshot(bench.venue.reads.at(-1) ?? 0);
  bench.venue.onRead = async () => {
    const older = look();
    await sleep(bench.clock, 4);
    const newer = look();
    bench.snapshot({
      ...newer,
      ...(skew & 1 ? { openOrders: older.openOrders } : {}),
      ...(skew & 2 ? { fills: older.fills } : {}),
      ...(skew & 4 ? { positions: older.positions } : {}),
    });
  };
  const started = bench.stream.start();
  await bench.clock.advance(10);
  await started;
  for (const [index, step] of steps.entries()) {
    await bench.clock.advance(step.do === 'wait' ? 7_000 : index % 3);
    const line = bench.line();
    if (step.do === 'drop' && line.isOpen) line.drop();
    else if (step.do === 'restore' && !line.isOpen && !line.isClosed) line.open();
    else if (step.do === 'garble' && line.isOpen) line.say('###');
    else if (step.do === 'expire' && line.isOpen) line.say({ type: 'key-expired', venueAt: bench.clock.now() });
    if (!('pick' in step) && step.do !== 'place' && step.do !== 'place-stop') continue;
    const frames = exchange.act(step, bench.clock.now());
    bench.venue.positions = exchange.positions();
    for (const frame of frames) {
      for (const one of bench.lines.filter(({ isOpen }) => isOpen)) one.say(frame);
    }
  }
  if (!bench.line().isOpen) bench.line().open();
  await bench.clock.advance(60_000);
  expect(bench.stream.isLive).toBe(true);

  const seen = view(bench.events);
  expect(seen.fills.map(showFill).toSorted()).toEqual(exchange.fills.map(showFill).toSorted());
  // an order that came and went unfilled while nobody listened is none that a watcher must know
  const known = [...exchange.orders.values()].filter(
    (order) => seen.orders.has(order.venueOrderId) || isOpenOrder(order) || order.filledQuantity.greaterThan(0),
  );
  expect([...seen.orders.values()].map(show).toSorted()).toEqual(known.map(show).toSorted());
  expect([...seen.positions.values()]).toEqual(exchange.positions().map(({ quantity }) => quantity.toString()));
  expect(bench.logged.filter((line) => line.startsWith('error'))).toEqual([]);
  await bench.stream.close();
  expect(bench.clock.scheduledCount).toBe(0);
}

test('whatever is lost, repeated or garbled, a watcher ends with the account as the exchange has it, each fill once', async () => {
  await fc.assert(fc.asyncProperty(fc.array(anyStep, { minLength: 5, maxLength: 40 }), fc.nat(7), play), {
    numRuns: 300,
  });
}, 60_000);
