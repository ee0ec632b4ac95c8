import { expect, test } from 'vitest';
import { decimal, toVenueOrderId, ZERO, type Fill, type Order } from '@perpdesk/broker-core';
import fc from 'fast-check';
import { createOrderTracker, type OrderTracker } from './order-tracker.ts';
import { conditional, plain, SYMBOL, trade } from './orders.test.fixture.ts';

type Frame = (tracker: OrderTracker) => { readonly fill: Fill | null; readonly orders: readonly Order[] };

const order = (status: Order['status'], venueStatus: string, filled: string, updatedAt: number): Partial<Order> => ({
  status,
  venueStatus,
  filledQuantity: decimal(filled),
  averageFillPrice: filled === '0' ? null : decimal('0.00666'),
  updatedAt,
});
const plainFrame =
  (algoId: string | null, state: Partial<Order>, fill: Fill | null = null): Frame =>
  (tracker) =>
    tracker.takePlain({ order: plain('7', state), algoId, fill });
const algoFrame =
  (state: Partial<Order>): Frame =>
  (tracker) =>
    tracker.takeConditional(conditional('9', { averageFillPrice: null, ...state }));

const LIVES: Readonly<Record<string, readonly Frame[]>> = {
  'a market order that fills in three parts': [
    plainFrame(null, order('open', 'NEW', '0', 1_000)),
    plainFrame(null, order('partially-filled', 'PARTIALLY_FILLED', '200', 1_000), trade('1', '7', '200')),
    plainFrame(null, order('partially-filled', 'PARTIALLY_FILLED', '500', 1_001), trade('2', '7', '300')),
    plainFrame(null, order('filled', 'FILLED', '800', 1_001), trade('3', '7', '300')),
  ],
  'a limit order that is amended, fills in part and is canceled': [
    plainFrame(null, order('open', 'NEW', '0', 1_000)),
    plainFrame(null, { ...order('open', 'NEW', '0', 1_500), price: decimal('2') }),
    plainFrame(
      null,
      { ...order('partially-filled', 'PARTIALLY_FILLED', '10', 2_000), price: decimal('2') },
      trade('1', '7', '10'),
    ),
    plainFrame(null, { ...order('canceled', 'CANCELED', '10', 3_000), price: decimal('2') }),
  ],
  'a stop that triggers and fills': [
    algoFrame(order('open', 'NEW', '0', 1_000)),
    algoFrame(order('open', 'TRIGGERING', '0', 1_900)),
    plainFrame('9', order('open', 'NEW', '0', 2_000)),
    plainFrame('9', order('partially-filled', 'PARTIALLY_FILLED', '760', 2_000), trade('1', '7', '760')),
    plainFrame('9', order('filled', 'FILLED', '800', 2_000), trade('2', '7', '40')),
    algoFrame({ ...order('open', 'TRIGGERED', '0', 2_007), executionOrderId: toVenueOrderId('7') }),
    algoFrame({ ...order('filled', 'FINISHED', '800', 2_007), executionOrderId: toVenueOrderId('7') }),
  ],
  'a stop whose execution expires in part': [
    algoFrame(order('open', 'TRIGGERING', '0', 1_900)),
    plainFrame('9', order('open', 'NEW', '0', 2_000)),
    plainFrame('9', order('partially-filled', 'PARTIALLY_FILLED', '760', 2_000), trade('1', '7', '760')),
    plainFrame('9', order('expired', 'EXPIRED', '760', 2_000)),
    algoFrame({ ...order('open', 'TRIGGERED', '0', 2_007), executionOrderId: toVenueOrderId('7') }),
    algoFrame({ ...order('canceled', 'FINISHED', '760', 2_007), executionOrderId: toVenueOrderId('7') }),
  ],
  'a stop that triggers and is refused': [
    algoFrame(order('open', 'NEW', '0', 1_000)),
    algoFrame(order('open', 'TRIGGERING', '0', 1_900)),
    algoFrame({ ...order('rejected', 'REJECTED', '0', 1_901), reason: 'ReduceOnly Order is rejected' }),
  ],
};

const read = (tracker: OrderTracker, id: string) => tracker.find({ symbol: SYMBOL, venueOrderId: toVenueOrderId(id) });

function replay(frames: readonly Frame[]) {
  const tracker = createOrderTracker();
  const fills: Fill[] = [];
  const told: Order[] = [];
  for (const frame of frames) {
    const news = frame(tracker);
    if (news.fill !== null) fills.push(news.fill);
    told.push(...news.orders);
  }
  const ends = [read(tracker, '7'), read(tracker, 'algo-9')].map((one) => one && show(one));
  return { ends, fills, told };
}
const show = (one: Order) => JSON.stringify({ ...one, price: one.price?.toString() ?? null });
// which of several reports of the end came first shows in its time and its word alone
const lastTold = (told: readonly Order[]) =>
  told.slice(-1).map((one) => show({ ...one, venueStatus: '', updatedAt: 0 }));
const tradeIds = (fills: readonly Fill[]) => fills.map(({ tradeId }) => tradeId).toSorted();

test.each(Object.entries(LIVES))('%s ends the same in any order, with repeats, with one fill per trade', (_, life) => {
  const straight = replay(life);
  fc.assert(
    fc.property(
      fc
        .array(fc.integer({ min: 0, max: life.length - 1 }), { maxLength: 8 })
        .chain((again) => fc.shuffledSubarray([...life.keys(), ...again], { minLength: life.length + again.length })),
      (indexes) => {
        const { ends, fills, told } = replay(indexes.map((index) => life[index] as Frame));
        expect(ends).toEqual(straight.ends);
        expect(tradeIds(fills)).toEqual(tradeIds(straight.fills));
        expect(new Set(fills.map(({ venueOrderId }) => venueOrderId)).size).toBeLessThanOrEqual(1);
        let before = ZERO;
        for (const one of told) {
          expect(one.filledQuantity.greaterThanOrEqualTo(before)).toBe(true);
          before = one.filledQuantity;
        }
        expect(lastTold(told)).toEqual(lastTold(straight.told));
      },
    ),
    { numRuns: 300 },
  );
});
