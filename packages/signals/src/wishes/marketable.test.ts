import { expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { testRoute } from '../simulation/world.test.fixture.ts';
import { ask, FIXED, ordersOf, refusals, wishWorld } from './wish-world.test.fixture.ts';

test.each([
  // the market is at 60 000: a sell that is to rest below it fills there
  ['sell', '30000', 'sell 0.01 at 30000'],
  ['sell', '66000', 'sell 0.009 at 66000'],
  ['buy', '30000', 'buy 0.02 at 30000'],
  ['buy', '66000', 'buy 0.01 at 66000'],
])('the size in money of a limit order goes by what it fills at: %s at %s', async (action, price, expected) => {
  const size = { type: 'notional', notional: decimal('600') } as const;
  const world = await wishWorld({ overrides: ['type'], size });
  await ask(world, { action, orderType: 'limit', price });
  expect(ordersOf(world)).toEqual([expected]);
});

test.each([
  ['sell', '40000', ['limit-notional']],
  ['buy', '40000', []],
])('a limit in money goes by what a limit order fills at: %s at %s', async (action, price, codes) => {
  const limits = { ...testRoute().limits, maxNotional: decimal('1000') };
  const world = await wishWorld({ mode: 'order', limits });
  await ask(world, { action, quantity: '0.02', orderType: 'limit', price });
  expect(await refusals(world)).toEqual(codes);
});

test('a stop that is on the wrong side of what a limit order fills at is refused', async () => {
  const stopLoss = { fromAlert: true, triggerBy: 'mark' } as const;
  const world = await wishWorld({ overrides: ['type'], size: FIXED, stopLoss });
  await ask(world, { action: 'buy', orderType: 'limit', price: '63000', stopLoss: '61000' });
  expect([await refusals(world), ordersOf(world)]).toEqual([['conflicting-fields'], []]);
});
