import { expect, test } from 'vitest';
import { decimal, formatDecimal, type Candle } from '@perpdesk/broker-core';
import { createCandleBook } from './candle-book.ts';

const MINUTE_MS = 60_000;
const shown = ({ openAt, open, high, low, close }: Candle) =>
  [openAt, ...[open, high, low, close].map((price) => formatDecimal(price))].join(' ');

test('makes bars of every length of the same prices', () => {
  const book = createCandleBook();
  for (const [minute, price] of ['100', '103.5', '99', '101'].entries()) {
    book.add('BTCUSDT', decimal(price), minute * 4 * MINUTE_MS);
    book.add('BTCUSDT', decimal(price).plus(1), minute * 4 * MINUTE_MS + 30_000);
  }
  expect(book.list('BTCUSDT', '1m', 2).map(shown)).toEqual(['480000 99 100 99 100', '720000 101 102 101 102']);
  expect(book.list('BTCUSDT', '5m', 9).map(shown)).toEqual([
    '0 100 104.5 100 104.5',
    '300000 99 100 99 100',
    '600000 101 102 101 102',
  ]);
  expect(book.list('BTCUSDT', '1h', 9).map(shown)).toEqual(['0 100 104.5 99 102']);
  expect(book.list('ETHUSDT', '1h', 9)).toEqual([]);
});

test('keeps as many as a chart shows, and no more', () => {
  const book = createCandleBook();
  for (let minute = 0; minute < 1000; minute += 1) book.add('BTCUSDT', decimal('1'), minute * MINUTE_MS);
  const bars = book.list('BTCUSDT', '1m', 500);
  expect(bars).toHaveLength(121);
  expect(bars.at(-1)?.openAt).toBe(999 * MINUTE_MS);
});
