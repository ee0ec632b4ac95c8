import { describe, expect, test } from 'vitest';
import { decimal, isOpenOrder } from '@perpdesk/broker-core';
import { MARKET_ENTRY } from '../define-route.ts';
import type { Route } from '../route.ts';
import { createWorld, STOP, testRoute, type World } from '../simulation/world.test.fixture.ts';

const entry = { ...MARKET_ENTRY, type: 'limit', offsetPercent: decimal('1'), expiryMs: 300_000 } as const;

/** With an entry that rests. */
async function restingWorld(more: Partial<Route> = {}, fields: object = {}): Promise<World> {
  const world = await createWorld({ routes: [testRoute({ entry, stopLoss: STOP, ...more })] });
  await world.clock.advance(2_000);
  await world.post(JSON.stringify({ ...JSON.parse(world.bodyOf('0', '0.02')), ...fields }));
  await world.clock.advance(1_000);
  expect(resting(world)).toHaveLength(1);
  return world;
}

function resting(world: World): readonly string[] {
  return world.exchange.orders
    .filter((order) => order.type === 'limit' && isOpenOrder(order))
    .map(({ clientOrderId }) => clientOrderId);
}

async function switchToNotify(world: World, passMs: number): Promise<void> {
  const request = { routeId: 'trend', execute: 'notify', actor: 'user:7', relay: [] } as const;
  const switched = world.life.engine.switchRoute(request);
  await world.clock.advance(passMs);
  expect(await switched).toMatchObject({ ok: true });
}

describe('what rests when a route is switched to tell only', () => {
  test('is canceled, and the account is out', async () => {
    const world = await restingWorld();
    await switchToNotify(world, 5_000);
    expect(resting(world)).toEqual([]);
    const canceled = (await world.notices()).filter(({ type }) => type === 'order.canceled');
    expect(canceled).toMatchObject([{ detail: 'The desk took it back.' }]);
    await world.alert('0.02', '0');
    await world.clock.advance(5_000);
    expect([world.held(), await world.owned()]).toEqual(['0', '0']);
  });
});
