import { expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import type { Limits } from '../route.ts';
import { createWorld, testRoute, type World } from '../simulation/world.test.fixture.ts';
import { ask, ordersOf, refusals, wishWorld } from '../wishes/wish-world.test.fixture.ts';

/** The account holds 1 that somebody bought beside the desk. */
async function besideOthers(limits: Partial<Limits>): Promise<World> {
  const it = await createWorld({ routes: [testRoute({ limits: { ...testRoute().limits, ...limits } })] });
  it.exchange.tradeByHand('buy', '1');
  await it.clock.advance(40_000);
  return it;
}

test.each([
  ['maxNotional', { maxNotional: decimal('130000') }, 'limit-notional'],
  ['maxTotalNotional', { maxTotalNotional: decimal('130000') }, 'limit-total-notional'],
] as const)('%s counts a fill that is not seen yet beside what others hold', async (_name, limits, code) => {
  const it = await besideOthers(limits);
  it.exchange.delayMs = (what) => (what === 'event' ? 300 : 0);
  await it.alert('0', '1');
  await it.clock.advance(20);
  await it.alert('1', '2');
  await it.clock.advance(5_000);
  expect([it.held(), await refusals(it)]).toEqual(['2', [code]]);
});

test('a fill that is seen already counts once', async () => {
  const it = await besideOthers({ maxNotional: decimal('190000') });
  await it.alert('0', '1');
  await it.alert('1', '2');
  await it.clock.advance(5_000);
  expect([it.held(), await refusals(it)]).toEqual(['3', []]);
});

test('maxPositions counts a side once that several strategies enter', async () => {
  const limits = { ...testRoute().limits, maxPositions: 1 };
  const it = await wishWorld({ mode: 'order', netting: 'ledger', limits });
  await ask(it, { action: 'buy', quantity: '0.02', orderType: 'limit', price: '59000' });
  await ask(it, { strategy: 'b', action: 'buy', quantity: '0.02', orderType: 'limit', price: '58000' });
  expect([ordersOf(it), await refusals(it)]).toEqual([['buy 0.02 at 59000', 'buy 0.02 at 58000'], []]);
});
