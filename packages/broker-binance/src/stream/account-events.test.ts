import { expect, test } from 'vitest';
import { decimal, type Position } from '@perpdesk/broker-core';
import { fakePosition } from '@perpdesk/broker-core/testing';
import type { AccountFrame } from './account-frame.ts';
import { createStreamBench } from './stream-bench.test.fixture.ts';

const usdt = (walletBalance: string, availableBalance: string) => ({
  asset: 'USDT',
  walletBalance: decimal(walletBalance),
  availableBalance: decimal(availableBalance),
  unrealizedPnl: decimal('0'),
});
const account = (parts: Partial<Extract<AccountFrame, { type: 'account' }>>): AccountFrame => ({
  type: 'account',
  venueAt: 1_780_000_100_000,
  cause: 'ORDER',
  balances: [],
  positions: [],
  ...parts,
});
const long = (quantity: string) => ({
  symbol: 'BTCUSDT',
  positionSide: 'net' as const,
  quantity: decimal(quantity),
  entryPrice: decimal('100'),
  unrealizedPnl: decimal('0'),
  marginType: 'cross' as const,
});
const read = (quantity: string, overrides: Partial<Position> = {}): Position => ({
  ...fakePosition({ symbol: 'BTCUSDT', quantity: decimal(quantity) }),
  entryPrice: decimal('100'),
  liquidationPrice: decimal('50'),
  ...overrides,
});

test('a position is told at once and, once it is read, complete', async () => {
  const bench = createStreamBench();
  bench.snapshot({ positions: [read('1', { updatedAt: bench.startAt })] });
  await bench.live();
  bench.venue.positions = [read('2', { liquidationPrice: decimal('60'), updatedAt: 1_780_000_100_000 })];
  bench.line().say(account({ positions: [long('2')] }));
  expect(bench.of('position-updated')).toMatchObject([
    { position: { quantity: decimal('2'), liquidationPrice: decimal('50') } },
  ]);
  await bench.clock.advance(200);
  expect(bench.of('position-updated')).toHaveLength(2);
  expect(bench.of('position-updated')[1]).toMatchObject({ position: { liquidationPrice: decimal('60') } });
  expect(bench.venue.positionReads).toEqual(['BTCUSDT']);
});

test('a position that no reading confirms has the whole account read', async () => {
  const bench = createStreamBench();
  bench.snapshot({ positions: [read('1', { updatedAt: bench.startAt })] });
  await bench.live();
  await bench.clock.advance(200_000);
  bench.snapshot({ positions: [] });
  bench.venue.positions = [];
  bench.line().say(account({ venueAt: bench.clock.now(), positions: [long('2')] }));
  await bench.clock.advance(10_000);
  expect(bench.of('stream-gap')).toMatchObject([
    {
      reason: 'reads disagree with the stream (BTCUSDT)',
      changes: { positions: [{ symbol: 'BTCUSDT', position: null }] },
    },
  ]);
});

test('funding moves the balance, and what is available with it until that is read', async () => {
  const bench = createStreamBench();
  bench.snapshot({ balances: [usdt('1000', '600')] });
  await bench.live();
  bench.snapshot({ balances: [usdt('990', '585')] });
  bench.line().say(account({ cause: 'FUNDING_FEE', balances: [{ asset: 'USDT', walletBalance: decimal('990') }] }));
  await bench.clock.advance(200);
  const told = bench
    .of('balance-updated')
    .map(({ balance }) => [balance.walletBalance, balance.availableBalance].map(String));
  expect(told).toEqual([
    ['990', '590'],
    ['990', '585'],
  ]);
});

test('a gap is followed by the balances that changed in it', async () => {
  const bench = createStreamBench();
  bench.snapshot({ balances: [usdt('1000', '600')] });
  await bench.live();
  bench.line().drop();
  bench.snapshot({ balances: [usdt('900', '500')] });
  bench.line().open();
  await bench.clock.advance(0);
  expect(bench.events.map(({ type }) => type)).toEqual(['stream-gap', 'balance-updated']);
});

test('a balance that is gone after a gap is told as nothing, once', async () => {
  const bench = createStreamBench();
  bench.snapshot({ balances: [usdt('1000', '600')] });
  await bench.live();
  bench.snapshot({ balances: [] });
  for (let gaps = 0; gaps < 2; gaps += 1) {
    bench.line().drop();
    bench.line().open();
    await bench.clock.advance(0);
  }
  expect(bench.of('balance-updated').map(({ balance }) => balance)).toEqual([usdt('0', '0')]);
});

test('settings and margin calls are told', async () => {
  const bench = createStreamBench();
  await bench.live();
  const at = { venueAt: bench.startAt };
  bench.line().say({ type: 'leverage', symbol: 'BTCUSDT', leverage: 20, ...at });
  bench.line().say(account({ cause: 'MARGIN_TYPE_CHANGE', positions: [{ ...long('0'), marginType: 'isolated' }] }));
  bench.line().say({ type: 'margin-call', symbols: ['BTCUSDT', 'ETHUSDT'], ...at });
  expect(bench.events).toMatchObject([
    { type: 'settings-updated', symbol: 'BTCUSDT', leverage: 20, marginType: null },
    { type: 'settings-updated', symbol: 'BTCUSDT', leverage: null, marginType: 'isolated' },
    { type: 'margin-call', symbols: ['BTCUSDT', 'ETHUSDT'] },
  ]);
});
