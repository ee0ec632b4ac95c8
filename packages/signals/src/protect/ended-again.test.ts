import { expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { fakeOrder } from '@perpdesk/broker-core/testing';
import { protectedWorld, standing, told } from './protect-world.test.fixture.ts';

test.each(['expired', 'canceled'] as const)(
  'a target that is taken at the market and ends as %s without a fill waits for the watchdog',
  async (status) => {
    const world = await protectedWorld();
    await world.clock.advance(2_000);
    const { place } = world.exchange;
    let tries = 0;
    world.exchange.place = async (request, validity) => {
      if (request.type !== 'market' || request.reduceOnly !== true) return place(request, validity);
      tries += 1;
      await new Promise<void>((resolve) => void world.clock.schedule(50, resolve));
      return fakeOrder(request, { status, updatedAt: world.clock.now() });
    };
    world.exchange.marketPrice = decimal('61300');
    await world.alert('0', '0.02');
    await world.clock.advance(70_000);
    expect(tries).toBeGreaterThan(1);
    expect(tries).toBeLessThan(5);
    world.exchange.place = place;
    await world.clock.advance(70_000);
    expect([world.held(), standing(world)]).toEqual(['0.01', ['stop sell 59100', 'target sell 0.01 at 62400']]);
  },
);

test('a stop that somebody cancels again and again comes again, not many times a second, and is told ever more seldom', async () => {
  const world = await protectedWorld({ takeProfits: [] });
  await world.clock.advance(2_000);
  const { place } = world.exchange;
  let tries = 0;
  world.exchange.place = async (request, validity) => {
    const order = await place(request, validity);
    if (request.type !== 'stop-market') return order;
    tries += 1;
    const { symbol, venueOrderId } = order;
    world.clock.schedule(50, () => void world.exchange.cancel({ symbol, venueOrderId }));
    return order;
  };
  await world.alert('0', '0.02');
  await world.clock.advance(60_000);
  expect(tries).toBeGreaterThan(20);
  expect(tries).toBeLessThan(130);
  expect((await told(world, 'stop.placed')).length).toBeLessThan(10);
  world.exchange.place = place;
  await world.clock.advance(3_000);
  expect([world.held(), standing(world)]).toEqual(['0.02', ['stop sell 59100']]);
});
