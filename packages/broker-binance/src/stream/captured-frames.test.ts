import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readFrame } from '../map/read-frame.ts';
import { createOrderTracker } from './order-tracker.ts';

/** Frames captured on Binance's production, where they are at hand: they are not ours to keep here. */
const FOLDER = join(import.meta.dirname, '../../../../../shared/fixtures/binance-usdm-frames');
const hasFrames = existsSync(FOLDER);
const reason = hasFrames ? '' : ' (skipped: the captured frames are not here)';
const testFrames = hasFrames ? test : test.skip;

/** Each file is several JSON objects, one after another. */
function framesOf(file: string): readonly string[] {
  return readFileSync(join(FOLDER, file), 'utf8')
    .split(/(?<=^\})\s*(?=\{)/m)
    .map((text) => text.trim());
}

interface Replay {
  /** Of each order told: its id, status, the exchange's word, what filled. */
  readonly orders: readonly string[];
  /** Of each fill told: its trade, its order, its quantity. */
  readonly fills: readonly string[];
  readonly types: readonly string[];
}

function replay(texts: readonly string[]): Replay {
  const tracker = createOrderTracker();
  const seen = { orders: [] as string[], fills: [] as string[], types: [] as string[] };
  for (const frame of texts.map(readFrame)) {
    seen.types.push(frame.type);
    if (frame.type !== 'order' && frame.type !== 'conditional-order') continue;
    const news = frame.type === 'order' ? tracker.takePlain(frame) : tracker.takeConditional(frame.order);
    expect(news.unknown).toBeNull();
    if (news.fill !== null) seen.fills.push([news.fill.tradeId, news.fill.venueOrderId, news.fill.quantity].join(' '));
    for (const order of news.orders) {
      const { venueOrderId, executionOrderId, status, venueStatus, filledQuantity, averageFillPrice } = order;
      seen.orders.push(
        [venueOrderId, executionOrderId, status, venueStatus, filledQuantity, averageFillPrice ?? '-'].join(' '),
      );
    }
  }
  return seen;
}

const EXPECTED: Readonly<Record<string, Replay>> = {
  'LimitSubmittedCancelled.json': {
    types: ['order', 'order'],
    orders: ['4904480369 4904480369 open NEW 0 -', '4904480369 4904480369 canceled CANCELED 0 -'],
    fills: [],
  },
  'MarketSubmittedFilled.json': {
    types: ['order', 'order'],
    orders: ['4903991227 4903991227 open NEW 0 -', '4903991227 4903991227 filled FILLED 800 0.006567'],
    fills: ['258306880 4903991227 800'],
  },
  'StopLimitSubmittedExpired.json': {
    types: ['order', 'order', 'ignored'],
    orders: ['2046679736 2046679736 open NEW 0 -', '2046679736 2046679736 expired EXPIRED 0 -'],
    fills: [],
  },
  'StopMarketSubmitPartiallyFilledFilled.json': {
    types: [
      'conditional-order',
      'conditional-order',
      'order',
      'order',
      'order',
      'conditional-order',
      'conditional-order',
    ],
    orders: [
      'algo-2000000547321628  open NEW 0 -',
      'algo-2000000547321628  open TRIGGERING 0 -',
      'algo-2000000547321628 4904005884 open TRIGGERING 0 -',
      'algo-2000000547321628 4904005884 partially-filled PARTIALLY_FILLED 760 0.00666',
      'algo-2000000547321628 4904005884 filled FILLED 800 0.00666',
    ],
    fills: ['258307945 algo-2000000547321628 760', '258307946 algo-2000000547321628 40'],
  },
  'StopMarketSubmittedCanceled.json': {
    types: ['conditional-order', 'conditional-order'],
    orders: ['algo-2000000548906329  open NEW 0 -', 'algo-2000000548906329  canceled CANCELED 0 -'],
    fills: [],
  },
};

testFrames.each(Object.entries(EXPECTED))(`%s is told as it was${reason}`, (file, expected) => {
  expect(replay(framesOf(file))).toEqual(expected);
});

testFrames.each(Object.keys(EXPECTED))(`%s is told no more when every frame comes twice${reason}`, (file) => {
  const frames = framesOf(file);
  const twice = replay(frames.flatMap((frame) => [frame, frame]));
  expect([twice.orders, twice.fills]).toEqual([EXPECTED[file]!.orders, EXPECTED[file]!.fills]);
});

testFrames.each(Object.keys(EXPECTED))(`%s ends the same and fills once backwards${reason}`, (file) => {
  const backwards = replay([...framesOf(file)].toReversed().filter((text) => readFrame(text).type !== 'ignored'));
  const { fills, orders } = EXPECTED[file]!;
  expect(backwards.fills.toSorted()).toEqual(fills.toSorted());
  const end = (one: string | undefined) => one?.replace(/FINISHED|FILLED/, 'FILLED');
  expect(end(backwards.orders.at(-1))).toBe(end(orders.at(-1)));
});

testFrames(`every captured file is replayed${reason}`, () => {
  expect(readdirSync(FOLDER).toSorted()).toEqual(Object.keys(EXPECTED).toSorted());
});
