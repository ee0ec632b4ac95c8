import { expect, test } from 'vitest';
import { decimal, ZERO } from '@perpdesk/broker-core';
import type { SizePolicy } from '../route.ts';
import { ask, ordersOf, refusals, wishWorld } from '../wishes/wish-world.test.fixture.ts';

/** The account has 10 000 USDT and 2 000 USDC; the instrument settles in USDC, at 60 000. */
const USDC = {
  settleAsset: 'USDC',
  balances: [{ asset: 'USDC', walletBalance: decimal('2000'), availableBalance: decimal('2000'), unrealizedPnl: ZERO }],
} as const;
const STOP = { percent: decimal('1'), triggerBy: 'mark' } as const;

test.each<readonly [SizePolicy]>([
  [{ type: 'equity-percent-notional', percent: decimal('30') }],
  [{ type: 'risk-percent', percent: decimal('0.3') }],
])('a size of the equity is of the money that the instrument settles in: $type', async (size) => {
  const direction = await wishWorld({ size, stopLoss: STOP }, USDC);
  await ask(direction, { action: 'long' });
  const chain = await wishWorld({ mode: 'chain', size, stopLoss: STOP }, USDC);
  await chain.alert('0', '1');
  await chain.clock.advance(3_000);
  expect([ordersOf(direction), ordersOf(chain)]).toEqual([['buy 0.01'], ['buy 0.01']]);
});

test('without such money nothing is entered, and that is told', async () => {
  const size = { type: 'equity-percent-notional', percent: decimal('30') } as const;
  const world = await wishWorld({ size }, { settleAsset: 'USDC' });
  await ask(world, { action: 'long' });
  expect([ordersOf(world), await refusals(world)]).toEqual([[], ['below-minimum']]);
});
