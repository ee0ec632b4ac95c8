import { expect, test } from 'vitest';
import type { OrderRequest } from '@perpdesk/broker-core';
import { fakeOrder } from '@perpdesk/broker-core/testing';
import { createWorld, testRoute, type World } from '../simulation/world.test.fixture.ts';

/** The exchange takes what closes, and ends it without a fill: nobody is there to take it. */
function endClosing(world: World, status: 'expired' | 'canceled'): readonly number[] {
  const { place } = world.exchange;
  const at: number[] = [];
  world.exchange.place = async (request: OrderRequest, validity) => {
    if (request.type !== 'market' || request.reduceOnly !== true) return place(request, validity);
    at.push(world.clock.now());
    await new Promise<void>((resolve) => void world.clock.schedule(50, resolve));
    return fakeOrder(request, { status, updatedAt: world.clock.now() });
  };
  return at;
}

test.each(['expired', 'canceled'] as const)(
  'an exit that ends as %s without a fill is tried and told ever more seldom, until it goes',
  async (status) => {
    const world = await createWorld({ routes: [testRoute()] });
    await world.alert('0', '0.02');
    await world.clock.advance(3_000);
    const { place } = world.exchange;
    const at = endClosing(world, status);
    await world.alert('0.02', '0');
    await world.clock.advance(60_000);
    expect(at.length).toBeGreaterThan(4);
    expect(at.length).toBeLessThan(15);
    const told = (await world.notices()).filter(({ type }) => type === `order.${status}`);
    expect(told.length).toBeGreaterThan(0);
    expect(told.length).toBeLessThan(6);
    world.exchange.place = place;
    await world.clock.advance(60_000);
    expect(world.held()).toBe('0');
  },
);
