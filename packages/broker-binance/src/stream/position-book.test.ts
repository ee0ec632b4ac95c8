import { expect, test } from 'vitest';
import { decimal, type Position } from '@perpdesk/broker-core';
import type { PartialPosition } from './account-frame.ts';
import { createPositionBook } from './position-book.ts';

const held = (overrides: Partial<Position> = {}): Position => ({
  symbol: 'BTCUSDT',
  positionSide: 'net',
  quantity: decimal('2'),
  entryPrice: decimal('100'),
  markPrice: decimal('110'),
  liquidationPrice: decimal('50'),
  notional: decimal('220'),
  unrealizedPnl: decimal('20'),
  leverage: 10,
  marginType: 'cross',
  initialMargin: decimal('22'),
  maintenanceMargin: decimal('1.1'),
  adlQuantile: 1,
  updatedAt: 1_000,
  ...overrides,
});
const part = (quantity: string, overrides: Partial<PartialPosition> = {}): PartialPosition => ({
  symbol: 'BTCUSDT',
  positionSide: 'net',
  quantity: decimal(quantity),
  entryPrice: decimal('100'),
  unrealizedPnl: decimal('40'),
  marginType: 'cross',
  ...overrides,
});
const text = (position: Position | null | undefined) => JSON.parse(JSON.stringify(position ?? null)) as unknown;

test('a change is told whole: what the stream lacks follows from it, or is what was known', () => {
  const book = createPositionBook();
  book.load([held()], 0);
  expect(text(book.take(part('4'), 2_000)?.position)).toEqual({
    ...(text(held()) as object),
    quantity: '4',
    markPrice: '110',
    notional: '440',
    unrealizedPnl: '40',
    initialMargin: '44',
    maintenanceMargin: '2.2',
    updatedAt: 2_000,
  });
});

test('a side that turned over keeps nothing of the other', () => {
  const book = createPositionBook();
  book.load([held()], 0);
  const news = book.take(part('-4', { unrealizedPnl: decimal('-40') }), 2_000);
  expect(news?.position).toMatchObject({ leverage: 10, liquidationPrice: null, adlQuantile: null });
  expect(text(news?.position)).toMatchObject({ quantity: '-4', markPrice: '110', maintenanceMargin: '0' });
});

test('a side that is flat is told as such, once', () => {
  const book = createPositionBook();
  book.load([held()], 0);
  expect(book.take(part('0'), 2_000)).toMatchObject({ position: null });
  expect(book.take(part('0'), 2_000)).toBeNull();
});

test('what the stream says again, or too late, is no news', () => {
  const book = createPositionBook();
  book.load([held()], 0);
  expect(book.take(part('4'), 2_000)).not.toBeNull();
  expect(book.take(part('4'), 2_000)).toBeNull();
  expect(book.take(part('3'), 1_900)).toBeNull();
});

test('a side whose leverage was read, though never held, is told at once', () => {
  const leverages = new Map<string, number>();
  const book = createPositionBook(leverages);
  leverages.set('BTCUSDT', 7);
  expect(book.take(part('2'), 2_000)?.position).toMatchObject({ leverage: 7 });
});

test('a side whose leverage nobody has said yet is told when it is read', () => {
  const book = createPositionBook();
  expect(book.take(part('2'), 2_000)).toBeNull();
  expect(book.complete('BTCUSDT', [])).toBeNull();
  expect(book.complete('BTCUSDT', [held({ updatedAt: 2_000 })])).toMatchObject([{ position: { leverage: 10 } }]);
  const told = createPositionBook();
  told.setLeverage('BTCUSDT', 20);
  expect(told.take(part('2'), 2_000)?.position?.leverage).toBe(20);
});

test('a reading completes what the stream said, unless it is older', () => {
  const book = createPositionBook();
  book.load([held()], 0);
  book.take(part('4'), 2_000);
  expect(book.complete('BTCUSDT', [held()])).toBeNull();
  const read = held({ quantity: decimal('4'), liquidationPrice: decimal('70'), updatedAt: 1_999 });
  expect(book.complete('BTCUSDT', [read, held({ symbol: 'ETHUSDT' })])).toEqual([
    { symbol: 'BTCUSDT', positionSide: 'net', position: read, venueAt: 2_000 },
  ]);
  expect(book.complete('BTCUSDT', [])).toBeNull();
});

test('a snapshot tells what is held otherwise than was told, not what the market moved', () => {
  const book = createPositionBook();
  book.load([held(), held({ symbol: 'ETHUSDT' }), held({ symbol: 'XRPUSDT' })], 0);
  const { news } = book.load(
    [
      held({ markPrice: decimal('120'), unrealizedPnl: decimal('40') }),
      held({ symbol: 'ETHUSDT', quantity: decimal('3'), updatedAt: 1_500 }),
      held({ symbol: 'SOLUSDT' }),
    ],
    3_000,
  );
  expect(news.map(({ symbol, position }) => [symbol, position?.quantity.toString() ?? null])).toEqual([
    ['ETHUSDT', '3'],
    ['XRPUSDT', null],
    ['SOLUSDT', '2'],
  ]);
});

test('a snapshot that is older than the stream does not take back what that said', () => {
  const book = createPositionBook();
  book.load([held()], 0);
  book.take(part('4'), 5_000);
  expect(book.load([held()], 4_000)).toEqual({ news: [], doubtful: ['BTCUSDT'] });
  expect(book.load([], 4_000)).toEqual({ news: [], doubtful: ['BTCUSDT'] });
  expect(book.load([], 6_000)).toMatchObject({ news: [{ position: null, venueAt: 6_000 }], doubtful: [] });
  expect(book.take(part('4'), 5_000)).toBeNull();
});

test('both sides of hedge mode stand for themselves', () => {
  const book = createPositionBook();
  book.load([held({ positionSide: 'long' }), held({ positionSide: 'short', quantity: decimal('-2') })], 0);
  expect(book.take(part('0', { positionSide: 'long' }), 2_000)).toMatchObject({ positionSide: 'long', position: null });
  expect(book.complete('BTCUSDT', [held({ positionSide: 'short', quantity: decimal('-2') })])).toHaveLength(1);
});
