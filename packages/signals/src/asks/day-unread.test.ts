import { expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { OPEN_LIMITS } from '../define-route.ts';
import type { Route } from '../route.ts';
import type { World } from '../simulation/world.test.fixture.ts';
import { FIXED, refusals } from '../wishes/wish-world.test.fixture.ts';
import { answer, askWorld, lastCard } from './ask-world.test.fixture.ts';

const DAY_MS = 86_400_000;

/** An alert right after midnight, as the bars of a day bring it: what the day brought is not read yet. */
async function afterMidnight(route: Partial<Route> = {}): Promise<World> {
  const world = await askWorld({ ...route, limits: { ...OPEN_LIMITS, dailyLoss: decimal('300') } });
  await world.clock.advance(DAY_MS - (world.clock.now() % DAY_MS) + 500);
  await world.alert('0', '0.02');
  await world.clock.advance(100);
  return world;
}

test('right after midnight a person is asked, and the day is read before the order goes', async () => {
  const world = await afterMidnight();
  expect(await refusals(world)).toEqual([]);
  expect((await lastCard(world)).legs).toMatchObject([{ quantity: '0.02', stopPrice: '59100' }]);
  expect(await answer(world, 'place')).toMatchObject({ ok: true, decision: 'placed' });
  await world.clock.advance(5_000);
  expect(world.held()).toBe('0.02');
});

test('a day that has lost too much is found then, and told', async () => {
  const world = await afterMidnight();
  world.exchange.income = () => [
    { type: 'fee', symbol: 'BTCUSDT', asset: 'USDT', amount: decimal('-300'), venueAt: world.clock.now() },
  ];
  await answer(world, 'place');
  await world.clock.advance(1_000);
  expect([world.held(), await refusals(world)]).toEqual(['0', ['limit-daily-loss']]);
});

test('in a mode without positions, too', async () => {
  const world = await afterMidnight({ mode: 'direction', size: FIXED });
  expect((await lastCard(world)).legs).toMatchObject([{ quantity: '0.02' }]);
});
