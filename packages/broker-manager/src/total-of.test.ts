import { expect, test } from 'vitest';
import { BrokerError, decimal, type Account } from '@perpdesk/broker-core';
import { fakeAccount } from '@perpdesk/broker-core/testing';
import type { ManagedResult } from './on-all.ts';
import { totalOf } from './total-of.ts';

const account = (brokerId: string, quoteAsset: string, equity: string): ManagedResult<Account> => ({
  brokerId,
  ok: true,
  value: fakeAccount({
    quoteAsset,
    equity: decimal(equity),
    availableBalance: decimal('1'),
    initialMargin: decimal('2'),
    maintenanceMargin: decimal('3'),
  }),
});

test('adds exactly, at the prices that are given', () => {
  const accounts = [
    account('a', 'USDT', '0.1'),
    account('b', 'USDT', '0.2'),
    account('c', 'USDC', '1000000000000000.3'),
  ];
  const totals = totalOf(accounts, { quoteAsset: 'USDT', prices: { USDC: decimal('0.9999') } });
  const { equity, availableBalance, initialMargin, maintenanceMargin } = totals;
  expect([equity, availableBalance, initialMargin, maintenanceMargin].map((sum) => sum.toFixed())).toEqual([
    '999900000000000.59997',
    '2.9999',
    '5.9998',
    '8.9997',
  ]);
  expect([totals.counted, totals.notCounted]).toEqual([['a', 'b', 'c'], []]);
});

test('a price that is missing is said, and its account is in no sum', () => {
  const totals = totalOf([account('a', 'USDT', '5'), account('b', 'EUR', '7')], { quoteAsset: 'USDT' });
  expect([totals.equity.toFixed(), totals.initialMargin.toFixed()]).toEqual(['5', '2']);
  expect(totals.notCounted).toEqual([{ brokerId: 'b', reason: 'no-price', asset: 'EUR' }]);
});

test('an account that was not read is no zero', () => {
  const error = new BrokerError('timeout', { operation: 'test', message: 'No answer.' });
  const lost = { brokerId: 'a', ok: false, error, isTimedOut: true } as const;
  const totals = totalOf([lost], { quoteAsset: 'USDT' });
  expect(totals).toMatchObject({ counted: [], notCounted: [{ brokerId: 'a', reason: 'not-read', error }] });
});

test.each(['0', '-1'])('a price of %s is refused', (price) => {
  expect(() => totalOf([], { quoteAsset: 'USDT', prices: { USDC: decimal(price) } })).toThrow('is not above zero');
});
