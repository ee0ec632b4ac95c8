import { expect, test } from '@jest/globals';
import { decimal } from '@perpdesk/broker-core';
import type { Limits } from '../route.ts';
import { createWorld, testRoute, type World } from '../simulation/world.test.fixture.ts';
import { refusals } from '../wishes/wish-world.test.fixture.ts';

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
