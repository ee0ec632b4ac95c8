import { expect, test } from 'vitest';
import { decimal, formatDecimal } from '@perpdesk/broker-core';
import type { FillRow } from '@perpdesk/journal/port';
import { createBook } from '../book/book.ts';
import { fillTotals } from './fill-totals.ts';

function fillOf(tradeId: string, fee: string, feeAsset: string): FillRow {
  return {
    brokerId: 'one',
    symbol: 'BTCUSDT',
    tradeId,
    intentId: 'i',
    clientOrderId: null,
    side: 'buy',
    positionSide: 'net',
    quantity: '0.01',
    price: '100',
    fee,
    feeAsset,
    realizedPnl: '0',
    venueAt: 1,
    recordedAt: 1,
  };
}

test.each([
  { title: 'one asset', fills: ['1 BNB', '2 BNB'], fees: ['3 BNB'] },
  {
    title: 'two assets, as the first was used up',
    fills: ['0.0001 BNB', '0.5 USDT', '0.25 USDT'],
    fees: ['0.0001 BNB', '0.75 USDT'],
  },
  { title: 'one, and nothing in another', fills: ['0 BNB', '0.5 USDT'], fees: ['0.5 USDT'] },
  { title: 'nothing', fills: ['0 USDT'], fees: ['0 USDT'] },
])('fees paid in $title are summed up each for itself', ({ fills, fees }) => {
  const book = createBook();
  book.fills.set(
    'i',
    fills.map((paid, index) => {
      const [fee = '', asset = ''] = paid.split(' ');
      return fillOf(`${index}`, fee, asset);
    }),
  );
  const { fee, feeAsset, otherFees } = fillTotals(book, 'i');
  const all = [{ asset: feeAsset, amount: fee }, ...otherFees];
  expect(all.map(({ asset, amount }) => `${formatDecimal(decimal(amount))} ${asset}`)).toEqual(fees);
});
