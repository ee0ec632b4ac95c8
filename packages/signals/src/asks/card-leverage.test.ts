import { expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { OPEN_LIMITS } from '../define-route.ts';
import type { Route } from '../route.ts';
import type { World } from '../simulation/world.test.fixture.ts';
import { ask, refusals, toldOf, wishWorld } from '../wishes/wish-world.test.fixture.ts';
import { answer, askWorld, lastCard, marketOrders } from './ask-world.test.fixture.ts';

const route: Partial<Route> = { overrides: ['leverage'], size: { type: 'margin', margin: decimal('60') } };
const low = { ...OPEN_LIMITS, maxLeverage: 5 };

/** The account stands at 10 ×; another leverage is set, and told. */
async function leveraged(overrides: Partial<Route>): Promise<World> {
  const world = await askWorld({ ...route, ...overrides });
  Object.assign(world.life.manager.get('one'), {
    setLeverage: async (symbol: string, leverage: number) => {
      const at = { venueAt: world.clock.now(), receivedAt: world.clock.now() };
      world.exchange.tell({ type: 'settings-updated', symbol, leverage, marginType: null, ...at });
    },
  });
  return world;
}

test.each([
  ['chain', '5', '0.005', '300'],
  ['chain', '20', '0.02', '1200'],
  ['direction', '5', '0.005', '300'],
  ['direction', '20', '0.02', '1200'],
] as const)('a card tells, and places, what the leverage of an alert makes of a margin: %s, %s', async (...row) => {
  const [mode, leverage, quantity, notional] = row;
  const world = await leveraged({ mode });
  if (mode === 'direction') await ask(world, { action: 'buy', leverage, price: '60000' }, 100);
  else await world.post(world.bodyOf('0', '1').replace('"price"', `"leverage":"${leverage}","price"`));
  await world.clock.advance(100);
  const leg = { quantity, notional, margin: '60', leverage: Number(leverage) };
  expect((await lastCard(world)).legs).toMatchObject([leg]);
  await answer(world, 'place');
  await world.clock.advance(5_000);
  expect(marketOrders(world)).toEqual([`buy ${quantity}`]);
});

test('a leverage that is lowered for the entry refuses no card', async () => {
  const world = await leveraged({ mode: 'direction', limits: low });
  await ask(world, { action: 'buy', leverage: '5', price: '60000' }, 100);
  await answer(world, 'place');
  await world.clock.advance(5_000);
  expect([marketOrders(world), await refusals(world)]).toEqual([['buy 0.005'], []]);
});

test.each(['direction', 'chain'] as const)(
  'a dry run tells what the leverage of an alert makes of a margin: %s',
  async (mode) => {
    const world = await wishWorld({ ...route, mode, dryRun: true, limits: low });
    if (mode === 'direction') await ask(world, { action: 'buy', leverage: '5', price: '60000' });
    else await world.post(world.bodyOf('0', '1').replace('"price"', '"leverage":"5","price"'));
    const [told] = await toldOf(world, 'signal.dry');
    expect(told?.accounts).toMatchObject([{ refusal: null, legs: [{ quantity: '0.005' }] }]);
  },
);
